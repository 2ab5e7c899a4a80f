package io.nagare.realtime.web;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

import io.nagare.directory.Caller;
import io.nagare.realtime.LiveFeed;
import io.nagare.realtime.SocketStrangers;
import io.nagare.signin.SignInWatch;
import io.nagare.signin.SignedIn;

/**
 * What happens, over a WebSocket. Who comes with a session or a token in the address is
 * connected at once, everybody else with his first message {@code {"type": "connect",
 * "token": …}}. Another such message renews the token.
 */
@Component
class LiveSocketHandler extends TextWebSocketHandler {

	/** Attributes of a connection. */
	static final String WHO = "who";

	static final String ADDRESS = "address";

	static final String LAST_EVENT_ID = "last_event_id";

	private static final Logger LOG = LoggerFactory.getLogger(LiveSocketHandler.class);

	private static final String SOCKET = "socket";

	private static final int LONGEST_MESSAGE = 16 * 1024;

	private final LiveFeed feed;

	private final SignInWatch watch;

	private final ObjectMapper json;

	private final SocketStrangers strangers = new SocketStrangers(
			CloseStatus.POLICY_VIOLATION.withReason("unauthenticated"));

	LiveSocketHandler(LiveFeed feed, SignInWatch watch, ObjectMapper json) {
		this.feed = feed;
		this.watch = watch;
		this.json = json;
	}

	@Override
	public void afterConnectionEstablished(WebSocketSession session) throws IOException {
		session.setTextMessageSizeLimit(LONGEST_MESSAGE);
		if (session.getAttributes().get(WHO) instanceof SignedIn who) {
			connect(session, who, (String) session.getAttributes().get(LAST_EVENT_ID));
		}
		else {
			this.strangers.add(session);
		}
	}

	@Override
	protected void handleTextMessage(WebSocketSession session, TextMessage message) throws IOException {
		JsonNode said;
		try {
			said = this.json.readTree(message.getPayload());
		}
		catch (JsonProcessingException ex) {
			session.close(CloseStatus.BAD_DATA);
			return;
		}
		switch (said.path("type").asText()) {
			case "connect" -> {
				Optional<SignedIn> who = this.watch.bearerOf(said.path("token").asText(), address(session));
				if (who.isEmpty()) {
					this.strangers.remove(session);
					session.close(CloseStatus.POLICY_VIOLATION.withReason("unauthenticated"));
				}
				else {
					JsonNode last = said.path(LAST_EVENT_ID);
					connect(session, who.get(), last.isTextual() ? last.asText() : null);
				}
			}
			case "ping" -> socket(session).ifPresent((socket) -> socket.put("{\"type\":\"pong\",\"payload\":{}}"));
			default -> socket(session)
				.ifPresent((socket) -> socket.put("{\"type\":\"error\",\"payload\":{\"code\":\"unknown_type\"}}"));
		}
	}

	private void connect(WebSocketSession session, SignedIn who, @Nullable String lastEventId) throws IOException {
		this.strangers.remove(session);
		String address = address(session);
		Optional<Caller> caller = this.watch.stillHere(who, address).filter((one) -> !one.isPlatform());
		if (caller.isEmpty()) {
			session.close(CloseStatus.POLICY_VIOLATION.withReason("unauthenticated"));
			return;
		}
		Optional<EventSocket> known = socket(session);
		if (known.isPresent()) {
			if (known.get().caller().userId().equals(caller.get().userId())) {
				known.get().renew(who);
			}
			else {
				session.close(CloseStatus.POLICY_VIOLATION.withReason("somebody_else"));
			}
			return;
		}
		if (!this.feed.makeRoomFor(caller.get()) || !(session instanceof NativeWebSocketSession own
				&& own.getNativeSession() instanceof Session server)) {
			session.close(CloseStatus.SERVICE_OVERLOAD);
			return;
		}
		EventSocket socket = new EventSocket(who, caller.get(), address, server, this.feed);
		session.getAttributes().put(SOCKET, socket);
		socket.put("{\"type\":\"connected\",\"payload\":{\"user_id\":\"" + caller.get().userId() + "\"}}");
		this.feed.join(socket, lastEventId);
	}

	private static String address(WebSocketSession session) {
		return String.valueOf(session.getAttributes().get(ADDRESS));
	}

	private static Optional<EventSocket> socket(WebSocketSession session) {
		return Optional.ofNullable((EventSocket) session.getAttributes().get(SOCKET));
	}

	@Override
	public void handleTransportError(WebSocketSession session, Throwable failure) {
		LOG.debug("A connection broke", failure);
		afterConnectionClosed(session, CloseStatus.PROTOCOL_ERROR);
	}

	@Override
	public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
		this.strangers.remove(session);
		socket(session).ifPresent((socket) -> socket.end(null));
	}

	/** Closes to who does not say who he is. */
	@Scheduled(fixedDelay = 2000)
	void closeToStrangers() {
		this.strangers.closeToTheLate();
	}

}
