package io.nagare.realtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

import io.nagare.directory.Caller;
import io.nagare.signin.SignedIn;

/**
 * A stream of server-sent events to one browser or program. It needs no thread: what he
 * cannot take at once waits, up to a bound, until the server says that he can.
 */
public abstract class LiveStream extends LiveConnection implements WriteListener, AsyncListener {

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

	/** Answers the request with events from now on. */
	protected LiveStream(SignedIn who, Caller caller, HttpServletRequest request, HttpServletResponse response,
			LiveFeed feed) throws IOException {
		super(who, caller, request.getRemoteAddr());
		response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
		response.setCharacterEncoding("UTF-8");
		response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
		response.setHeader("X-Accel-Buffering", "no");
		// the filters around have had their say about the headers when these are out
		response.flushBuffer();
		this.async = request.startAsync();
		this.async.setTimeout(0);
		this.out = own(this.async.getResponse()).getOutputStream();
		this.feed = feed;
	}

	/** The server's own, which knows how to write without waiting. */
	private static ServletResponse own(ServletResponse response) {
		ServletResponse own = response;
		while (own instanceof ServletResponseWrapper wrapper) {
			own = wrapper.getResponse();
		}
		return own;
	}

	/**
	 * Lets him hear.
	 * @param lastEventId what he heard last; null for nothing
	 */
	public final void open(@Nullable String lastEventId) {
		this.async.addListener(this);
		this.out.setWriteListener(this);
		this.feed.join(this, lastEventId);
	}

	/** Sends the frame as the last one. */
	protected final void putLast(String frame) {
		synchronized (this.lock) {
			this.closing = true;
		}
		put(frame);
	}

	/** Sends the frame as soon as he can take it. */
	protected final void put(String frame) {
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
		if (!isFirstEnd()) {
			return;
		}
		try {
			this.async.complete();
		}
		catch (IllegalStateException ex) {
			// the server has ended it already
		}
	}

	private boolean isFirstEnd() {
		synchronized (this.lock) {
			if (this.closed) {
				return false;
			}
			this.closed = true;
			this.waiting.clear();
		}
		this.feed.leave(this);
		ended();
		return true;
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
		isFirstEnd();
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
