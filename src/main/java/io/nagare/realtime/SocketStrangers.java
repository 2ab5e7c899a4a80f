package io.nagare.realtime;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

/** Those who opened a WebSocket and have still to say who they are. */
final class SocketStrangers {

	private static final Logger LOG = LoggerFactory.getLogger(SocketStrangers.class);

	/** How long somebody may take to say who he is. */
	private static final Duration TO_SAY = Duration.ofSeconds(10);

	private static final int MOST = 200;

	private final CloseStatus tooLate;

	private final Map<WebSocketSession, Instant> waiting = new ConcurrentHashMap<>();

	/**
	 * Nobody so far.
	 * @param tooLate what who does not say it is closed with
	 */
	SocketStrangers(CloseStatus tooLate) {
		this.tooLate = tooLate;
	}

	/** Waits for somebody, or closes where too many are waited for. */
	void add(WebSocketSession session) throws IOException {
		if (this.waiting.size() >= MOST) {
			session.close(CloseStatus.SERVICE_OVERLOAD);
		}
		else {
			this.waiting.put(session, Instant.now().plus(TO_SAY));
		}
	}

	/** He has said it, or has gone. */
	void remove(WebSocketSession session) {
		this.waiting.remove(session);
	}

	/** Closes to who has not said it in time. */
	void closeToTheLate() {
		Instant now = Instant.now();
		this.waiting.forEach((session, until) -> {
			if (until.isBefore(now) && this.waiting.remove(session) != null) {
				try {
					session.close(this.tooLate);
				}
				catch (IOException ex) {
					LOG.debug("He has gone already", ex);
				}
			}
		});
	}

}
