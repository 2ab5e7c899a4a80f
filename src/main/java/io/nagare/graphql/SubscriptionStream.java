package io.nagare.graphql;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.nagare.directory.Caller;
import io.nagare.realtime.LiveFeed;
import io.nagare.realtime.LiveMessage;
import io.nagare.realtime.LiveStream;
import io.nagare.signin.SignedIn;

/** One subscription over server-sent events, each of which is a whole answer. */
final class SubscriptionStream extends LiveStream implements LineSubscriptions.Line {

	private static final String ONLY = "only";

	private final LineSubscriptions subscriptions;

	private final ObjectMapper json;

	SubscriptionStream(SignedIn who, Caller caller, HttpServletRequest request, HttpServletResponse response,
			LiveFeed feed, Subscriptions all, ObjectMapper json) throws IOException {
		super(who, caller, request, response, feed);
		this.json = json;
		this.subscriptions = all.of(this);
	}

	void subscribe(Question question) {
		open(null);
		this.subscriptions.begin(ONLY, question);
	}

	@Override
	protected void send(LiveMessage message) {
		this.subscriptions.hear(message);
	}

	@Override
	protected void ping(String position) {
		put(": \n\n");
	}

	@Override
	public void answered(String id, Map<String, Object> result) {
		put(next(result));
	}

	@Override
	public void failed(String id, List<Map<String, Object>> errors) {
		putLast(next(Map.of("errors", errors)) + "event: complete\ndata: \n\n");
	}

	private String next(Map<String, Object> result) {
		try {
			return "event: next\ndata: " + this.json.writeValueAsString(result) + "\n\n";
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
		close("too_slow");
	}

	/** Who may come back does so, because nothing says that it is complete. */
	@Override
	protected void close(String why) {
		putLast(": " + why + "\n\n");
	}

	@Override
	protected void ended() {
		this.subscriptions.endAll();
	}

}
