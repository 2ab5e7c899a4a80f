package io.nagare.realtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** Somebody who is connected and hears what happens, as a program outside would. */
final class Listening implements AutoCloseable {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final String END = "{\"type\":\"end\"}";

	private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

	private final List<String> all = new ArrayList<>();

	private volatile String lastEventId = "";

	private Runnable hangUp = () -> {
	};

	/** Over server-sent events. */
	static Listening toStream(int port, String token, @Nullable String lastEventId) {
		Listening listening = new Listening();
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/events"))
			.header("Authorization", "Bearer " + token)
			.header("Accept", "text/event-stream");
		if (lastEventId != null) {
			request.header("Last-Event-ID", lastEventId);
		}
		try {
			HttpResponse<InputStream> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
			if (answer.statusCode() != 200) {
				throw new IllegalStateException(
						answer.statusCode() + new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
			}
			listening.hangUp = () -> {
				try {
					answer.body().close();
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			};
			Thread reading = new Thread(() -> listening.read(answer.body()));
			reading.setDaemon(true);
			reading.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		return listening.whenJoined();
	}

	/** Over a WebSocket; throws what the server answers to who may not. */
	static Listening toSocket(int port, String query, String... messages) {
		Listening listening = new Listening();
		WebSocket socket;
		try {
			socket = HTTP.newWebSocketBuilder()
				.buildAsync(URI.create("ws://localhost:" + port + "/ws" + query), listening.new Socket())
				.join();
		}
		catch (CompletionException ex) {
			throw new IllegalStateException(String.valueOf(ex.getCause()), ex);
		}
		listening.hangUp = socket::abort;
		for (String message : messages) {
			socket.sendText(message, true).join();
		}
		return listening;
	}

	private void read(InputStream stream) {
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				if (line.startsWith("id: ")) {
					this.lastEventId = line.substring(4);
				}
				if (line.startsWith("data: ")) {
					this.heard.add(line.substring(6));
				}
			}
		}
		catch (IOException ex) {
			// hung up
		}
		this.heard.add(END);
	}

	private Listening whenJoined() {
		long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
		while (this.lastEventId.isEmpty() && System.nanoTime() < until) {
			pause(5);
		}
		return this;
	}

	static void pause(long millis) {
		try {
			TimeUnit.MILLISECONDS.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** The id of what was heard last. */
	String lastEventId() {
		return this.lastEventId;
	}

	/** The next event of the type about that; fails where none comes in time. */
	JsonNode hears(String type, String about) {
		return hears((event) -> event.path("type").asText().equals(type) && event.toString().contains(about),
				type + " about " + about);
	}

	private JsonNode hears(Predicate<JsonNode> wanted, String what) {
		long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
		while (true) {
			String next = next(until - System.nanoTime());
			if (next == null) {
				throw new AssertionError("Has not heard " + what + ", but " + this.all);
			}
			JsonNode event = json(next);
			if (wanted.test(event)) {
				return event;
			}
		}
	}

	private @Nullable String next(long nanos) {
		try {
			String next = this.heard.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
			if (next != null) {
				this.all.add(next);
			}
			return next;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static JsonNode json(String text) {
		try {
			return JSON.readTree(text);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(text, ex);
		}
	}

	/** Everything that was heard up to now. */
	List<String> all() {
		String next = next(0);
		while (next != null) {
			next = next(0);
		}
		return List.copyOf(this.all);
	}

	/** The line has ended. */
	void isCutOff() {
		hears((event) -> event.path("type").asText().equals("end"), "the end");
	}

	@Override
	public void close() {
		this.hangUp.run();
	}

	private final class Socket implements WebSocket.Listener {

		private final StringBuilder text = new StringBuilder();

		@Override
		public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
			this.text.append(data);
			if (last) {
				String message = this.text.toString();
				this.text.setLength(0);
				JsonNode id = json(message).path("id");
				if (id.isTextual()) {
					Listening.this.lastEventId = id.asText();
				}
				Listening.this.heard.add(message);
			}
			socket.request(1);
			return null;
		}

		@Override
		public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
			Listening.this.heard.add("{\"type\":\"end\",\"status\":" + status + ",\"reason\":\"" + reason + "\"}");
			return null;
		}

		@Override
		public void onError(WebSocket socket, Throwable failure) {
			Listening.this.heard.add(END);
		}

	}

}
