package io.nagare.realtime.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;

import io.nagare.directory.Caller;
import io.nagare.realtime.LiveConnection;
import io.nagare.realtime.LiveFeed;
import io.nagare.signin.SignedIn;

/**
 * A stream of server-sent events to one browser or program. It needs no thread: what he
 * cannot take at once waits, up to a bound, until the server says that he can.
 */
final class EventStream extends LiveConnection implements WriteListener, AsyncListener {

	private final AsyncContext async;

	private final ServletOutputStream out;

	private final LiveFeed feed;

	/** Guards all below. */
	private final Object lock = new Object();

	private final Deque<byte[]> waiting = new ArrayDeque<>();

	private int waitingBytes;

	/** Whether something was written that is not flushed yet. */
	private boolean unflushed;

	/** Nothing is written before the server says so for the first time. */
	private boolean writable;

	private boolean closing;

	private boolean closed;

	EventStream(SignedIn who, Caller caller, String address, AsyncContext async, ServletResponse response,
			LiveFeed feed) throws IOException {
		super(who, caller, address);
		this.async = async;
		this.out = response.getOutputStream();
		this.feed = feed;
	}

	void open() {
		this.async.addListener(this);
		this.out.setWriteListener(this);
	}

	@Override
	protected void send(String position, String type, String json) {
		put("id: " + position + "\nevent: " + type + "\ndata: " + json + "\n\n");
	}

	@Override
	protected void ping(String position) {
		put("id: " + position + "\n: \n\n");
	}

	@Override
	protected void close(String why) {
		synchronized (this.lock) {
			this.closing = true;
		}
		put("event: closed\ndata: {\"type\":\"closed\",\"payload\":{\"reason\":\"" + why + "\"}}\n\n");
	}

	private void put(String frame) {
		byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
		boolean tooSlow;
		synchronized (this.lock) {
			if (this.closed) {
				return;
			}
			this.waiting.add(bytes);
			this.waitingBytes += bytes.length;
			tooSlow = this.waitingBytes > LONGEST_QUEUE;
		}
		if (tooSlow) {
			end();
		}
		else {
			drain();
		}
	}

	private void drain() {
		boolean over = false;
		try {
			synchronized (this.lock) {
				while (this.writable && !this.closed && (this.unflushed || !this.waiting.isEmpty())
						&& this.out.isReady()) {
					if (!this.waiting.isEmpty()) {
						byte[] next = this.waiting.remove();
						this.waitingBytes -= next.length;
						this.out.write(next);
						this.unflushed = true;
					}
					else {
						this.unflushed = false;
						this.out.flush();
					}
				}
				over = this.closing && this.waiting.isEmpty() && !this.unflushed;
			}
		}
		catch (IOException | IllegalStateException ex) {
			// he has gone
			over = true;
		}
		if (over) {
			end();
		}
	}

	private void end() {
		synchronized (this.lock) {
			if (this.closed) {
				return;
			}
			this.closed = true;
			this.waiting.clear();
		}
		this.feed.leave(this);
		try {
			this.async.complete();
		}
		catch (IllegalStateException ex) {
			// the server has ended it already
		}
	}

	@Override
	public void onWritePossible() {
		synchronized (this.lock) {
			this.writable = true;
		}
		drain();
	}

	@Override
	public void onError(Throwable failure) {
		end();
	}

	@Override
	public void onComplete(AsyncEvent event) {
		synchronized (this.lock) {
			this.closed = true;
		}
		this.feed.leave(this);
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		end();
	}

	@Override
	public void onError(AsyncEvent event) {
		end();
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		// it is started once
	}

}
