package io.nagare.graphql;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.websocket.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.SubProtocolCapable;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

import io.nagare.directory.Caller;
import io.nagare.realtime.LiveFeed;
import io.nagare.realtime.LiveSocketHandler;
import io.nagare.signin.SignInWatch;
import io.nagare.signin.SignedIn;

/**
 * Subscriptions over a WebSocket, in the protocol {@code graphql-transport-ws}. Who he is
 * he says by the session, by the Bearer token of the handshake, or by {@code token} or
 * {@code Authorization} in what he begins with.
 */
@Component
class SubscriptionSocketHandler extends LiveSocketHandler<SubscriptionSocket> implements SubProtocolCapable {

	/** The attribute of a connection that says in which language he is answered. */
	static final String LOCALE = "locale";

	private static final String PROTOCOL = "graphql-transport-ws";

	private static final CloseStatus NOT_UNDERSTOOD = new CloseStatus(4400, "Invalid message received");

	private static final Logger LOG = LoggerFactory.getLogger(SubscriptionSocketHandler.class);

	private static final String BEARER = "bearer ";

	private static final int LONGEST_MESSAGE = 64 * 1024;

	private final Subscriptions subscriptions;

	private final ObjectMapper json;

	SubscriptionSocketHandler(LiveFeed feed, SignInWatch watch, Subscriptions subscriptions, ObjectMapper json) {
		super(feed, watch, json,
				new Closings(new CloseStatus(4408, "Connection initialisation timeout"),
						new CloseStatus(SubscriptionSocket.FORBIDDEN, "Forbidden"), NOT_UNDERSTOOD,
						new CloseStatus(SubscriptionSocket.TOO_MANY, "Too many messages")));
		this.subscriptions = subscriptions;
		this.json = json;
	}

	@Override
	public List<String> getSubProtocols() {
		return List.of(PROTOCOL);
	}

	@Override
	public void afterConnectionEstablished(WebSocketSession session) throws IOException {
		session.setTextMessageSizeLimit(LONGEST_MESSAGE);
		if (PROTOCOL.equals(session.getAcceptedProtocol())) {
			awaitName(session);
		}
		else {
			session.close(new CloseStatus(4406, "Subprotocol not acceptable"));
		}
	}

	@Override
	protected void hear(WebSocketSession session, JsonNode said) throws IOException {
		switch (said.path("type").asText()) {
			case "connection_init" -> connect(session, said.path("payload"));
			case "subscribe" -> subscribe(session, said);
			case "complete" -> socket(session).ifPresent((one) -> one.subscriptions().end(said.path("id").asText()));
			case "ping" -> answerPing(session);
			case "pong" -> LOG.trace("He is still there");
			default -> close(session, NOT_UNDERSTOOD);
		}
	}

	private void answerPing(WebSocketSession session) throws IOException {
		Optional<SubscriptionSocket> socket = socket(session);
		if (socket.isPresent()) {
			socket.get().put("{\"type\":\"pong\"}");
		}
		else {
			session.sendMessage(new TextMessage("{\"type\":\"pong\"}"));
		}
	}

	private void connect(WebSocketSession session, JsonNode payload) throws IOException {
		if (socket(session).isPresent()) {
			close(session, new CloseStatus(4429, "Too many initialisation requests"));
			return;
		}
		Optional<SignedIn> who = who(session, payload);
		Optional<Caller> caller = admit(session, who);
		if (caller.isPresent()) {
			join(session, who.orElseThrow(), caller.get(), null);
		}
	}

	@Override
	protected SubscriptionSocket open(SignedIn who, Caller caller, String address, Session session, LiveFeed feed) {
		return new SubscriptionSocket(who, caller, address, session, feed, this.subscriptions, this.json);
	}

	private Optional<SignedIn> who(WebSocketSession session, JsonNode payload) {
		Optional<String> token = Stream.of("token", "Authorization", "authorization")
			.map((name) -> payload.path(name).asText(""))
			.filter((one) -> !one.isEmpty())
			.findFirst();
		if (token.isEmpty()) {
			return Optional.ofNullable((SignedIn) session.getAttributes().get(WHO));
		}
		return bearerOf(session, bare(token.get()));
	}

	private static String bare(String token) {
		return token.toLowerCase(Locale.ROOT).startsWith(BEARER) ? token.substring(BEARER.length()).strip() : token;
	}

	private void subscribe(WebSocketSession session, JsonNode said) throws IOException {
		Optional<SubscriptionSocket> socket = socket(session).filter(SubscriptionSocket::isAdmitted);
		if (socket.isEmpty()) {
			close(session, new CloseStatus(4401, "Unauthorized"));
			return;
		}
		String id = said.path("id").asText();
		Optional<Question> question = Question.of(said.path("payload"),
				(Locale) session.getAttributes().getOrDefault(LOCALE, Locale.JAPANESE), this.json);
		if (id.isEmpty() || question.isEmpty()) {
			close(session, NOT_UNDERSTOOD);
		}
		else if (!socket.get().subscriptions().begin(id, question.get())) {
			close(session, new CloseStatus(4409, "Subscriber for " + cut(id) + " already exists"));
		}
	}

	/** A reason has room for 123 bytes, of which a character takes up to three. */
	private static String cut(String id) {
		return (id.length() > 25) ? id.substring(0, 25) : id;
	}

}
