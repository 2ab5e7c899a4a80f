package io.nagare.realtime;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

import io.nagare.directory.Caller;
import io.nagare.signin.SignInWatch;
import io.nagare.signin.SignedIn;

/**
 * Lets people and programs in who come by WebSocket, whatever they then speak: who does
 * not say in time who he is is sent away, everybody else hears what happens as long as
 * there is room.
 *
 * @param <S> what such a connection is
 */
public abstract class LiveSocketHandler<S extends LiveSocket> extends TextWebSocketHandler {

	/** The attribute of a connection that says who comes, where the handshake knew it. */
	public static final String WHO = "who";

	/** The attribute of a connection that says where he is. */
	public static final String ADDRESS = "address";

	private static final String SOCKET = "socket";

	private static final Logger LOG = LoggerFactory.getLogger(LiveSocketHandler.class);

	private final LiveFeed feed;

	private final SignInWatch watch;

	private final ObjectMapper json;

	private final Closings closings;

	private final SocketStrangers strangers;

	protected LiveSocketHandler(LiveFeed feed, SignInWatch watch, ObjectMapper json, Closings closings) {
		this.feed = feed;
		this.watch = watch;
		this.json = json;
		this.closings = closings;
		this.strangers = new SocketStrangers(closings.late());
	}

	/**
	 * What a connection is closed with.
	 *
	 * @param late who has not said in time who he is
	 * @param forbidden who is nobody, or nobody any more
	 * @param notUnderstood who says what is no JSON
	 * @param tooMuch who says more than one may ask in that time
	 */
	public record Closings(CloseStatus late, CloseStatus forbidden, CloseStatus notUnderstood, CloseStatus tooMuch) {
	}

	/** Makes a connection of somebody who may have one. */
	protected abstract S open(SignedIn who, Caller caller, String address, Session session, LiveFeed feed);

	/** He says something. */
	protected abstract void hear(WebSocketSession session, JsonNode said) throws IOException;

	@Override
	protected final void handleTextMessage(WebSocketSession session, TextMessage message) throws IOException {
		if (!this.watch.passes(socket(session).map((one) -> one.who().userId().toString()).orElse(address(session)))) {
			close(session, this.closings.tooMuch());
			return;
		}
		JsonNode said;
		try {
			said = this.json.readTree(message.getPayload());
		}
		catch (JsonProcessingException ex) {
			close(session, this.closings.notUnderstood());
			return;
		}
		hear(session, said);
	}

	/** He has still to say who he is. */
	protected final void awaitName(WebSocketSession session) throws IOException {
		boolean known = session.getAttributes().get(WHO) instanceof SignedIn;
		this.strangers.add(session, known ? null : address(session));
	}

	/** Whose token this is; nobody's where it is no good. */
	protected final Optional<SignedIn> bearerOf(WebSocketSession session, String token) {
		return this.watch.bearerOf(token, address(session));
	}

	/** Who this is now, and may be here; else the connection is closed. */
	protected final Optional<Caller> admit(WebSocketSession session, Optional<SignedIn> who) throws IOException {
		this.strangers.remove(session);
		Optional<Caller> caller = who.flatMap((one) -> this.watch.stillHere(one, address(session)))
			.filter((one) -> !one.isPlatform());
		if (caller.isEmpty()) {
			close(session, this.closings.forbidden());
		}
		return caller;
	}

	/**
	 * From now on he hears what happens; the connection is closed where there is no room.
	 * @param lastEventId the last that he has heard, null where he has heard nothing
	 */
	protected final void join(WebSocketSession session, SignedIn who, Caller caller, @Nullable String lastEventId)
			throws IOException {
		if (!this.feed.makeRoomFor(caller) || !(session instanceof NativeWebSocketSession own
				&& own.getNativeSession() instanceof Session server)) {
			session.close(CloseStatus.SERVICE_OVERLOAD);
			return;
		}
		S socket = open(who, caller, address(session), server, this.feed);
		session.getAttributes().put(SOCKET, socket);
		this.feed.join(socket, lastEventId);
	}

	/** The connection of who has said who he is. */
	@SuppressWarnings("unchecked") // put there by join alone
	protected final Optional<S> socket(WebSocketSession session) {
		return Optional.ofNullable((S) session.getAttributes().get(SOCKET));
	}

	/**
	 * Closes it after what is on its way to him: a server that closes while it sends may
	 * end the connection without saying why.
	 */
	protected final void close(WebSocketSession session, CloseStatus status) throws IOException {
		Optional<S> socket = socket(session);
		if (socket.isPresent()) {
			socket.get()
				.closeAfterwards(new CloseReason(CloseCodes.getCloseCode(status.getCode()), status.getReason()));
		}
		else {
			session.close(status);
		}
	}

	private static String address(WebSocketSession session) {
		return String.valueOf(session.getAttributes().get(ADDRESS));
	}

	@Override
	public final void handleTransportError(WebSocketSession session, Throwable failure) {
		LOG.debug("A connection broke", failure);
		afterConnectionClosed(session, CloseStatus.PROTOCOL_ERROR);
	}

	@Override
	public final void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
		this.strangers.remove(session);
		socket(session).ifPresent((socket) -> socket.end(null));
	}

	/** Closes to who does not say who he is. */
	@Scheduled(fixedDelay = 2000)
	void closeToStrangers() {
		this.strangers.closeToTheLate();
	}

}
