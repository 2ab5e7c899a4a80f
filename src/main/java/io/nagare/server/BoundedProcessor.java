package io.nagare.server;

import java.io.IOException;
import java.util.Set;

import org.apache.coyote.Adapter;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Serves one connection, and is known while it does: Tomcat's time-out for who does not
 * take his answer begins anew with each byte.
 */
final class BoundedProcessor extends Http11Processor {

	private static final String STREAM = "text/event-stream";

	private final Set<BoundedProcessor> serving;

	/**
	 * @param serving where those stand that hold a thread
	 */
	BoundedProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter, Set<BoundedProcessor> serving) {
		super(protocol, adapter);
		this.serving = serving;
	}

	@Override
	public SocketState service(SocketWrapperBase<?> socket) throws IOException {
		this.serving.add(this);
		try {
			return super.service(socket);
		}
		finally {
			this.serving.remove(this);
		}
	}

	/**
	 * Whether an answer that has begun should have been taken earlier. Reads what another
	 * thread writes; a stale value is right a second later. An answer that tells what
	 * happens when it happens takes its time.
	 */
	boolean isTakenTooSlowly(Pace pace, long now) {
		long begun = this.response.getCommitTimeNanos();
		@Nullable String type = this.response.getContentType();
		return this.response.isCommitted() && begun > 0 && (type == null || !type.startsWith(STREAM))
				&& pace.isTooLongForAnswer(now - begun, this.response.getBytesWritten(false));
	}

	/** The thread that serves it hears of it at its next word. */
	void cut() {
		@Nullable SocketWrapperBase<?> socket = getSocketWrapper();
		if (socket != null) {
			socket.close();
		}
	}

}
