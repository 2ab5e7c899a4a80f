package io.nagare.realtime.web;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

import io.nagare.directory.Caller;
import io.nagare.realtime.LiveFeed;
import io.nagare.realtime.LiveSocketHandler;
import io.nagare.signin.SignInWatch;
import io.nagare.signin.SignedIn;

/**
 * What happens, over a WebSocket. Who comes with a session or a token in the address is
 * connected at once, everybody else with his first message {@code {"type": "connect",
 * "token": …}}. Another such message renews the token.
 */
@Component
class EventSocketHandler extends LiveSocketHandler<EventSocket> {

	/** The attribute of a connection that says what he has heard last. */
	static final String LAST_EVENT_ID = "last_event_id";

	private static final CloseStatus UNAUTHENTICATED = CloseStatus.POLICY_VIOLATION.withReason("unauthenticated");

	private static final int LONGEST_MESSAGE = 16 * 1024;

	EventSocketHandler(LiveFeed feed, SignInWatch watch, ObjectMapper json) {
		super(feed, watch, json,
				new Closings(UNAUTHENTICATED, UNAUTHENTICATED, CloseStatus.BAD_DATA, CloseStatus.SERVICE_OVERLOAD));
	}

	@Override
	public void afterConnectionEstablished(WebSocketSession session) throws IOException {
		session.setTextMessageSizeLimit(LONGEST_MESSAGE);
		if (session.getAttributes().get(WHO) instanceof SignedIn who) {
			connect(session, Optional.of(who), (String) session.getAttributes().get(LAST_EVENT_ID));
		}
		else {
			awaitName(session);
		}
	}

	@Override
	protected void hear(WebSocketSession session, JsonNode said) throws IOException {
		switch (said.path("type").asText()) {
			case "connect" -> {
				JsonNode last = said.path(LAST_EVENT_ID);
				connect(session, bearerOf(session, said.path("token").asText("")),
						last.isTextual() ? last.asText() : null);
			}
			case "ping" -> socket(session).ifPresent((socket) -> socket.put("{\"type\":\"pong\",\"payload\":{}}"));
			default -> socket(session)
				.ifPresent((socket) -> socket.put("{\"type\":\"error\",\"payload\":{\"code\":\"unknown_type\"}}"));
		}
	}

	private void connect(WebSocketSession session, Optional<SignedIn> who, @Nullable String lastEventId)
			throws IOException {
		Optional<Caller> caller = admit(session, who);
		if (caller.isEmpty()) {
			return;
		}
		Optional<EventSocket> known = socket(session);
		if (known.isEmpty()) {
			join(session, who.orElseThrow(), caller.get(), lastEventId);
		}
		else if (known.get().caller().userId().equals(caller.get().userId())) {
			known.get().renew(who.orElseThrow());
		}
		else {
			close(session, CloseStatus.POLICY_VIOLATION.withReason("somebody_else"));
		}
	}

	@Override
	protected EventSocket open(SignedIn who, Caller caller, String address, Session session, LiveFeed feed) {
		EventSocket socket = new EventSocket(who, caller, address, session, feed);
		socket.put("{\"type\":\"connected\",\"payload\":{\"user_id\":\"" + caller.userId() + "\"}}");
		return socket;
	}

}
