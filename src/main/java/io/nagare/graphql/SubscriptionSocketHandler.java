package io.nagare.graphql;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.websocket.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.SubProtocolCapable;
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
 * Subscriptions over a WebSocket, in the protocol {@code graphql-transport-ws}. Who he is
 * he says by the session, by the Bearer token of the handshake, or by {@code token} or
 * {@code Authorization} in what he begins with.
 */
@Component
class SubscriptionSocketHandler extends TextWebSocketHandler implements SubProtocolCapable {

	/** Attributes of a connection. */
	static final String WHO = "who";

	static final String ADDRESS = "address";

	static final String LOCALE = "locale";

	private static final String PROTOCOL = "graphql-transport-ws";

	private static final Logger LOG = LoggerFactory.getLogger(SubscriptionSocketHandler.class);

	private static final String SOCKET = "socket";

	private static final String BEARER = "bearer ";

	private static final int LONGEST_MESSAGE = 64 * 1024;

	private final LiveFeed feed;

	private final SignInWatch watch;

	private final Subscriptions subscriptions;

	private final ObjectMapper json;

	private final SocketStrangers strangers = new SocketStrangers(
			new CloseStatus(4408, "Connection initialisation timeout"));

	SubscriptionSocketHandler(LiveFeed feed, SignInWatch watch, Subscriptions subscriptions, ObjectMapper json) {
		this.feed = feed;
		this.watch = watch;
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
		if (!PROTOCOL.equals(session.getAcceptedProtocol())) {
			session.close(new CloseStatus(4406, "Subprotocol not acceptable"));
			return;
		}
		this.strangers.add(session);
	}

	@Override
	protected void handleTextMessage(WebSocketSession session, TextMessage message) throws IOException {
		JsonNode said;
		try {
			said = this.json.readTree(message.getPayload());
		}
		catch (JsonProcessingException ex) {
			notUnderstood(session);
			return;
		}
		switch (said.path("type").asText()) {
			case "connection_init" -> connect(session, said.path("payload"));
			case "subscribe" -> subscribe(session, said);
			case "complete" -> socket(session).ifPresent((one) -> one.subscriptions().end(said.path("id").asText()));
			case "ping" -> answerPing(session);
			case "pong" -> LOG.trace("He is still there");
			default -> notUnderstood(session);
		}
	}

	private static void notUnderstood(WebSocketSession session) throws IOException {
		session.close(new CloseStatus(4400, "Invalid message received"));
	}

	private static void answerPing(WebSocketSession session) throws IOException {
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
			session.close(new CloseStatus(4429, "Too many initialisation requests"));
			return;
		}
		this.strangers.remove(session);
		String address = String.valueOf(session.getAttributes().get(ADDRESS));
		Optional<SignedIn> who = who(session, payload, address);
		Optional<Caller> caller = who.flatMap((one) -> this.watch.stillHere(one, address))
			.filter((one) -> !one.isPlatform());
		if (caller.isEmpty()) {
			session.close(new CloseStatus(SubscriptionSocket.FORBIDDEN, "Forbidden"));
			return;
		}
		if (!this.feed.makeRoomFor(caller.get()) || !(session instanceof NativeWebSocketSession own
				&& own.getNativeSession() instanceof Session server)) {
			session.close(CloseStatus.SERVICE_OVERLOAD);
			return;
		}
		SubscriptionSocket socket = new SubscriptionSocket(who.orElseThrow(), caller.get(), address, server, this.feed,
				this.subscriptions, this.json);
		session.getAttributes().put(SOCKET, socket);
		this.feed.join(socket, null);
	}

	private Optional<SignedIn> who(WebSocketSession session, JsonNode payload, String address) {
		Optional<String> token = Stream.of("token", "Authorization", "authorization")
			.map((name) -> payload.path(name).asText())
			.filter((one) -> !one.isEmpty())
			.findFirst();
		if (token.isEmpty()) {
			return Optional.ofNullable((SignedIn) session.getAttributes().get(WHO));
		}
		return this.watch.bearerOf(bare(token.get()), address);
	}

	private static String bare(String token) {
		return token.toLowerCase(Locale.ROOT).startsWith(BEARER) ? token.substring(BEARER.length()).strip() : token;
	}

	private void subscribe(WebSocketSession session, JsonNode said) throws IOException {
		Optional<SubscriptionSocket> socket = socket(session).filter(SubscriptionSocket::isAdmitted);
		if (socket.isEmpty()) {
			session.close(new CloseStatus(4401, "Unauthorized"));
			return;
		}
		String id = said.path("id").asText();
		Optional<Question> question = Question.of(said.path("payload"),
				(Locale) session.getAttributes().getOrDefault(LOCALE, Locale.JAPANESE), this.json);
		if (id.isEmpty() || question.isEmpty()) {
			notUnderstood(session);
		}
		else if (!socket.get().subscriptions().begin(id, question.get())) {
			session.close(new CloseStatus(4409, "Subscriber for " + cut(id) + " already exists"));
		}
	}

	/** A reason has room for 123 bytes. */
	private static String cut(String id) {
		return (id.length() > 40) ? id.substring(0, 40) : id;
	}

	private static Optional<SubscriptionSocket> socket(WebSocketSession session) {
		return Optional.ofNullable((SubscriptionSocket) session.getAttributes().get(SOCKET));
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
