package io.nagare.realtime.web;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;

import io.nagare.directory.Caller;
import io.nagare.realtime.LiveFeed;
import io.nagare.realtime.LiveMessage;
import io.nagare.realtime.LiveSocket;
import io.nagare.signin.SignedIn;

/** A WebSocket over which the events come as the API says them. */
final class EventSocket extends LiveSocket {

	EventSocket(SignedIn who, Caller caller, String address, Session session, LiveFeed feed) {
		super(who, caller, address, session, feed);
	}

	/** He showed a newer token. */
	void renew(SignedIn who) {
		renewed(who);
	}

	@Override
	protected void send(LiveMessage message) {
		put(message.json());
	}

	@Override
	protected void ping(String position) {
		put("{\"id\":\"" + position + "\",\"type\":\"ping\",\"payload\":{}}");
	}

	@Override
	protected void close(String why) {
		closeAfterwards(new CloseReason(
				why.equals("signed_out") ? CloseCodes.VIOLATED_POLICY : CloseCodes.SERVICE_RESTART, why));
	}

}
