package io.nagare.server;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import io.nagare.shared.Refusal;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Reads the body of one request within its bounds, whoever asks for it: a controller, or
 * Tomcat for a form or an upload. How much may come depends on who is known to have sent
 * it at that moment.
 */
final class BoundedInput implements InputBuffer, AutoCloseable {

	private static final String DEPLOYMENT = "/deployment/create";

	/** Alertmanager tells all of a group at once. */
	private static final String ALERTS = "/api/v1/alerts/alertmanager";

	private static final DataSize MOST_ALERTS = DataSize.ofMegabytes(8);

	/** As much as PagerDuty takes. */
	private static final DataSize MOST_EVENT = DataSize.ofKilobytes(512);

	/** Nobody reads this much for politeness alone. */
	private static final long MOST_REST = DataSize.ofMegabytes(60).toBytes();

	private final Request request;

	private final InputBuffer body;

	private final BoundsProperties properties;

	private final Pace pace;

	private final Semaphore strangers;

	private final Semaphore callers;

	/** The one this request holds a permit of; null for none. */
	private @Nullable Semaphore waiting;

	private long read;

	private long waitedNanos;

	private boolean ended;

	private boolean slow;

	BoundedInput(Request request, BoundsProperties properties, Semaphore strangers, Semaphore callers) {
		this.request = request;
		this.body = request.getInputBuffer();
		this.properties = properties;
		this.pace = new Pace(properties);
		this.strangers = strangers;
		this.callers = callers;
		this.ended = request.getContentLengthLong() <= 0
				&& request.getMimeHeaders().getHeader("Transfer-Encoding") == null;
	}

	/** Lets Tomcat wait for nothing that is left, and end the connection. */
	void giveUpRest() {
		this.request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
	}

	void install() {
		this.request.setInputBuffer(this);
	}

	@Override
	public int available() {
		return this.body.available();
	}

	/**
	 * Reads the next bytes.
	 * @throws Refusal TOO_LARGE, TOO_SLOW, or UNAVAILABLE where too many bodies are
	 * awaited already
	 */
	@Override
	public int doRead(ApplicationBufferHandler handler) throws IOException {
		boolean known = AuthenticationState.isKnown();
		DataSize limit = known ? limitOfCallers() : limitOfStrangers();
		refuseBeyond(limit, this.request.getContentLengthLong());
		if (!await(known ? this.callers : this.strangers)) {
			throw Refusal.unavailable(1);
		}
		int count = timely(handler);
		refuseBeyond(limit, this.read);
		if (this.slow) {
			throw new Refusal(Refusal.Kind.TOO_SLOW, List.of());
		}
		return count;
	}

	private int timely(ApplicationBufferHandler handler) throws IOException {
		try {
			int count = next(handler);
			this.slow = this.pace.isTooLong(this.waitedNanos, this.read);
			return count;
		}
		catch (SocketTimeoutException ex) {
			this.slow = true;
			return 0;
		}
	}

	/** Programs that know no headers name their token in the address or the body. */
	private DataSize limitOfStrangers() {
		return BodyBudget.isEvent(this.request.requestURI().toString()) ? MOST_EVENT
				: this.properties.maxBodyOfStrangers();
	}

	private DataSize limitOfCallers() {
		String type = Optional.ofNullable(this.request.getContentType()).orElse("");
		if (this.request.requestURI().toString().endsWith(DEPLOYMENT)) {
			return this.properties.maxDeployment();
		}
		if (this.request.requestURI().toString().endsWith(ALERTS)) {
			return MOST_ALERTS;
		}
		boolean upload = type.startsWith("multipart/") || BodyBudget.isFile(this.request.requestURI().toString());
		return upload ? this.properties.maxUpload() : this.properties.maxBody();
	}

	private void refuseBeyond(DataSize limit, long size) {
		if (size > limit.toBytes()) {
			throw Refusal.tooLarge(null, limit.toBytes());
		}
	}

	private int next(ApplicationBufferHandler handler) throws IOException {
		long before = System.nanoTime();
		int count = this.body.doRead(handler);
		this.waitedNanos += System.nanoTime() - before;
		this.read += Math.max(0, count);
		if (count < 0 || this.read == this.request.getContentLengthLong()) {
			this.ended = true;
			goOn();
		}
		return count;
	}

	private boolean await(Semaphore places) {
		if (this.waiting == null && !this.ended && places.tryAcquire()) {
			this.waiting = places;
		}
		return this.waiting != null || this.ended;
	}

	private void goOn() {
		if (this.waiting != null) {
			this.waiting.release();
			this.waiting = null;
		}
	}

	/** The request is over; what is left of its body is nobody's. */
	@Override
	public void close() {
		goOn();
		this.request.setInputBuffer(this.body);
	}

	/**
	 * Takes what is left of a body that nobody wanted, for a moment: else its sender
	 * would find a broken connection instead of the answer.
	 * @return whether nothing is left
	 */
	boolean takeRest() {
		if (this.slow || this.request.getContentLengthLong() > MOST_REST
				|| (this.read == 0 && this.request.hasExpectation())) {
			return false;
		}
		Rest rest = new Rest();
		try {
			while (!this.ended) {
				if (!await(this.strangers) || this.read > MOST_REST || this.pace.isTooLongForRest(this.waitedNanos)) {
					return false;
				}
				next(rest);
			}
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** Where bytes go that nobody reads. */
	private static final class Rest implements ApplicationBufferHandler {

		private ByteBuffer buffer = ByteBuffer.allocate(0);

		@Override
		public void setByteBuffer(ByteBuffer buffer) {
			this.buffer = buffer;
		}

		@Override
		public ByteBuffer getByteBuffer() {
			return this.buffer;
		}

		@Override
		public void expand(int size) {
			// whatever comes is let go at once
		}

	}

}
