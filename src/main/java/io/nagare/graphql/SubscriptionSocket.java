package io.nagare.graphql;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;

import io.nagare.directory.Caller;
import io.nagare.realtime.LiveFeed;
import io.nagare.realtime.LiveMessage;
import io.nagare.realtime.LiveSocket;
import io.nagare.signin.SignedIn;

/** A WebSocket that speaks {@code graphql-transport-ws}. */
final class SubscriptionSocket extends LiveSocket implements LineSubscriptions.Line {

	/** He may come back with a newer token. */
	static final int FORBIDDEN = 4403;

	/** He may come back later. */
	static final int TOO_MANY = 4429;

	private final LineSubscriptions subscriptions;

	private final ObjectMapper json;

	private volatile boolean admitted;

	SubscriptionSocket(SignedIn who, Caller caller, String address, Session session, LiveFeed feed, Subscriptions all,
			ObjectMapper json) {
		super(who, caller, address, session, feed);
		this.json = json;
		this.subscriptions = all.of(this);
	}

	LineSubscriptions subscriptions() {
		return this.subscriptions;
	}

	/** Whether he was told that he may subscribe. */
	boolean isAdmitted() {
		return this.admitted;
	}

	@Override
	protected void send(LiveMessage message) {
		this.subscriptions.hear(message);
	}

	/** The first time is when he begins to hear; who is told so may answer at once. */
	@Override
	protected void ping(String position) {
		boolean first = !this.admitted;
		this.admitted = true;
		put(first ? "{\"type\":\"connection_ack\"}" : "{\"type\":\"ping\"}");
	}

	@Override
	public void answered(String id, Map<String, Object> result) {
		put("next", id, result);
	}

	@Override
	public void failed(String id, List<Map<String, Object>> errors) {
		put("error", id, errors);
	}

	private void put(String type, String id, Object payload) {
		try {
			put(this.json.writeValueAsString(Map.of("type", type, "id", id, "payload", payload)));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void signedOut() {
		close("signed_out");
	}

	@Override
	public void tooSlow() {
		end(new CloseReason(CloseCodes.TRY_AGAIN_LATER, "too_slow"));
	}

	@Override
	protected void close(String why) {
		closeAfterwards(new CloseReason(switch (why) {
			case "signed_out" -> CloseCodes.getCloseCode(FORBIDDEN);
			case "replaced" -> CloseCodes.getCloseCode(TOO_MANY);
			default -> CloseCodes.SERVICE_RESTART;
		}, why));
	}

	@Override
	protected void ended() {
		this.subscriptions.endAll();
	}

}
