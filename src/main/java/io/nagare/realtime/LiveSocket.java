package io.nagare.realtime;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;

import io.nagare.directory.Caller;
import io.nagare.signin.SignedIn;

/** A WebSocket to one browser or program; one message is under way at a time. */
public abstract class LiveSocket extends LiveConnection {

	private final Session session;

	private final LiveFeed feed;

	/** Guards all below. */
	private final Object lock = new Object();

	private final Deque<String> waiting = new ArrayDeque<>();

	private int waitingCharacters;

	private boolean sending;

	private @Nullable CloseReason closing;

	private boolean closed;

	protected LiveSocket(SignedIn who, Caller caller, String address, Session session, LiveFeed feed) {
		super(who, caller, address);
		this.session = session;
		this.feed = feed;
	}

	/** Closes it once everything has been sent that waits; what comes later is not. */
	protected final void closeAfterwards(CloseReason reason) {
		synchronized (this.lock) {
			if (this.closing == null) {
				this.closing = reason;
			}
		}
		next();
	}

	/** Sends it when its turn comes. */
	public final void put(String json) {
		boolean tooSlow;
		synchronized (this.lock) {
			if (this.closed) {
				return;
			}
			if (this.closing == null) {
				this.waiting.add(json);
			}
			// counts even then, so that who reads nothing is not waited for for ever
			this.waitingCharacters += json.length();
			tooSlow = this.waitingCharacters > LONGEST_QUEUE;
		}
		if (tooSlow) {
			end(new CloseReason(CloseCodes.TRY_AGAIN_LATER, "too_slow"));
		}
		else {
			next();
		}
	}

	private void next() {
		String message = null;
		CloseReason over = null;
		synchronized (this.lock) {
			if (this.closed || this.sending) {
				return;
			}
			message = this.waiting.poll();
			if (message != null) {
				this.waitingCharacters -= message.length();
				this.sending = true;
			}
			else {
				over = this.closing;
			}
		}
		if (message != null) {
			try {
				this.session.getAsyncRemote().sendText(message, (result) -> sent(result.isOK()));
			}
			catch (IllegalStateException | IllegalArgumentException ex) {
				sent(false);
			}
		}
		else if (over != null) {
			end(over);
		}
	}

	private void sent(boolean arrived) {
		synchronized (this.lock) {
			this.sending = false;
		}
		if (arrived) {
			next();
		}
		else {
			end(new CloseReason(CloseCodes.CLOSED_ABNORMALLY, "gone"));
		}
	}

	/** He has gone, or is to go. */
	public void end(@Nullable CloseReason reason) {
		synchronized (this.lock) {
			if (this.closed) {
				return;
			}
			this.closed = true;
			this.waiting.clear();
		}
		this.feed.leave(this);
		ended();
		if (reason != null && this.session.isOpen()) {
			try {
				this.session.close((reason.getCloseCode() != CloseCodes.CLOSED_ABNORMALLY) ? reason
						: new CloseReason(CloseCodes.GOING_AWAY, reason.getReasonPhrase()));
			}
			catch (IOException ex) {
				// he has gone already
			}
		}
	}

}
