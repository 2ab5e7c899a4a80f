package io.nagare.realtime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

class SocketStrangersTests {

	private final SocketStrangers strangers = new SocketStrangers(CloseStatus.POLICY_VIOLATION);

	private WebSocketSession from(String address) throws IOException {
		WebSocketSession session = mock(WebSocketSession.class);
		this.strangers.add(session, address);
		return session;
	}

	@Test
	void keepNoPlaceOfOthersHoweverManyComeFromOneAddress() throws IOException {
		List<WebSocketSession> silent = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			silent.add(from("192.0.2.1"));
		}
		then(from("192.0.2.1")).should().close(CloseStatus.SERVICE_OVERLOAD);
		then(from("192.0.2.2")).should(never()).close(CloseStatus.SERVICE_OVERLOAD);
		this.strangers.remove(silent.get(0));
		then(from("192.0.2.1")).should(never()).close(CloseStatus.SERVICE_OVERLOAD);
		assertThat(silent).allSatisfy((session) -> then(session).should(never()).close(CloseStatus.SERVICE_OVERLOAD));
	}

	@Test
	void keepNobodyOutWhoIsSignedIn() throws IOException {
		for (int i = 0; i < 250; i++) {
			from("192.0.2." + i / 10);
		}
		then(from("198.51.100.1")).should().close(CloseStatus.SERVICE_OVERLOAD);
		WebSocketSession known = mock(WebSocketSession.class);
		this.strangers.add(known, null);
		then(known).should(never()).close(CloseStatus.SERVICE_OVERLOAD);
	}

}
