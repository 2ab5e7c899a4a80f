package io.nagare.realtime.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.nagare.directory.Caller;
import io.nagare.realtime.LiveFeed;
import io.nagare.realtime.LiveMessage;
import io.nagare.realtime.LiveStream;
import io.nagare.signin.SignedIn;

/** A stream of server-sent events as the API says them. */
final class EventStream extends LiveStream {

	EventStream(SignedIn who, Caller caller, HttpServletRequest request, HttpServletResponse response, LiveFeed feed)
			throws IOException {
		super(who, caller, request, response, feed);
	}

	@Override
	protected void send(LiveMessage message) {
		put("id: " + message.position() + "\nevent: " + message.type() + "\ndata: " + message.json() + "\n\n");
	}

	@Override
	protected void ping(String position) {
		put("id: " + position + "\n: \n\n");
	}

	@Override
	protected void close(String why) {
		putLast("event: closed\ndata: {\"type\":\"closed\",\"payload\":{\"reason\":\"" + why + "\"}}\n\n");
	}

}
