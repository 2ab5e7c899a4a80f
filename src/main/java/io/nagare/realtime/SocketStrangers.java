package io.nagare.realtime;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
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

	/** Whoever comes from one address keeps no place for those of others. */
	private static final int MOST_OF_ADDRESS = 20;

	private final CloseStatus tooLate;

	private final Map<WebSocketSession, Waiting> waiting = new ConcurrentHashMap<>();

	/**
	 * Nobody so far.
	 * @param tooLate what who does not say it is closed with
	 */
	SocketStrangers(CloseStatus tooLate) {
		this.tooLate = tooLate;
	}

	/**
	 * Waits for somebody, or closes where too many are waited for.
	 * @param address where he comes from; null for who is signed in, who has a place of
	 * his own
	 */
	void add(WebSocketSession session, @Nullable String address) throws IOException {
		if (address != null && isFull(address)) {
			session.close(CloseStatus.SERVICE_OVERLOAD);
		}
		else {
			this.waiting.put(session, new Waiting(address, Instant.now().plus(TO_SAY)));
		}
	}

	private boolean isFull(String address) {
		List<String> strangers = this.waiting.values().stream().map(Waiting::address).filter(Objects::nonNull).toList();
		return strangers.size() >= MOST || Collections.frequency(strangers, address) >= MOST_OF_ADDRESS;
	}

	/** He has said it, or has gone. */
	void remove(WebSocketSession session) {
		this.waiting.remove(session);
	}

	/** Closes to who has not said it in time. */
	void closeToTheLate() {
		Instant now = Instant.now();
		this.waiting.forEach((session, one) -> {
			if (one.until().isBefore(now) && this.waiting.remove(session) != null) {
				try {
					session.close(this.tooLate);
				}
				catch (IOException ex) {
					LOG.debug("He has gone already", ex);
				}
			}
		});
	}

	private record Waiting(@Nullable String address, Instant until) {
	}

}
