package io.nagare.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.nagare.NagareTest;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** What the bounds say to a client whose connection they end. */
@NagareTest
class RequestBoundsTests {

	@LocalServerPort
	private int port;

	/** Else a client would send its next request where nobody reads any more. */
	@Test
	void saysThatAConnectionEndsWithTheAnswerToABodyThatNobodyTakes() throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream().write("""
					POST /api/v1/incidents HTTP/1.1\r
					Host: localhost\r
					Content-Type: application/json\r
					Content-Length: 70000000\r
					\r
					""".getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).startsWith("HTTP/1.1 401");
			assertThat(answer.lines()).contains("Connection: close");
		}
	}

}
