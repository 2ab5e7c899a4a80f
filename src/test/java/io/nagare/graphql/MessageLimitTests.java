package io.nagare.graphql;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import io.nagare.NagareTest;
import io.nagare.signin.Client;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said over a WebSocket, or at once, counts with what its person asks elsewhere.
 */
@NagareTest
@TestPropertySource(properties = "nagare.limits.requests-per-user=30")
class MessageLimitTests {

	@LocalServerPort
	private int port;

	@Test
	void closesAWebSocketThatAsksTooOften() throws Exception {
		Client client = new Client(this.port);
		String token = client.login("agent2", "demo").text("access_token");
		CompletableFuture<Integer> closed = new CompletableFuture<>();
		CompletableFuture<Void> admitted = new CompletableFuture<>();
		WebSocket socket = HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.subprotocols("graphql-transport-ws")
			.buildAsync(URI.create("ws://localhost:" + this.port + "/graphql"), new WebSocket.Listener() {

				@Override
				public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence said, boolean last) {
					admitted.complete(null);
					from.request(1);
					return null;
				}

				@Override
				public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
					closed.complete(status);
					return null;
				}

			})
			.get(10, TimeUnit.SECONDS);
		socket.sendText("{\"type\": \"connection_init\", \"payload\": {\"token\": \"" + token + "\"}}", true).join();
		admitted.get(10, TimeUnit.SECONDS);
		for (int i = 0; i < 60 && !closed.isDone(); i++) {
			socket.sendText("{\"type\": \"complete\", \"id\": \"" + i + "\"}", true)
				.exceptionally((gone) -> socket)
				.join();
		}
		assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo(4429);
		assertThat(client.bearing(token).get("/api/v1/incidents").status()).isEqualTo(429);
	}

	@Test
	void countsEachMessageOfABatch() {
		Client client = new Client(this.port);
		Client eager = client.bearing(client.login("agent1", "demo").text("access_token"));
		String ping = "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\"}";
		String batch = "[" + String.join(",", Collections.nCopies(18, ping)) + "]";
		assertThat(eager.post("/mcp", batch).status()).isEqualTo(200);
		Client.Answer refused = eager.post("/mcp", batch);
		assertThat(refused.status()).as(refused.body()).isEqualTo(429);
		assertThat(refused.header("Retry-After")).isNotEmpty();
	}

}
