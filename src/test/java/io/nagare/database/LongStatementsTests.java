package io.nagare.database;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.shared.Refusal;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What may take a minute leaves connections to everything else. */
@NagareTest
class LongStatementsTests {

	@LocalServerPort
	private int port;

	@Autowired
	private PlatformTransactionManager transactions;

	private final Deque<TransactionStatus> begun = new ArrayDeque<>();

	@AfterEach
	void end() {
		while (!this.begun.isEmpty()) {
			this.transactions.rollback(this.begun.pop());
		}
		RequestContextHolder.resetRequestAttributes();
		SecurityContextHolder.clearContext();
	}

	private void begin(String person) {
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
		SecurityContextHolder.getContext()
			.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(person, "", List.of()));
		DefaultTransactionDefinition definition = new DefaultTransactionDefinition(
				DefaultTransactionDefinition.PROPAGATION_REQUIRES_NEW);
		definition.setTimeout(60);
		this.begun.push(this.transactions.getTransaction(definition));
	}

	/** Of ten connections two, and one of each person. */
	@Test
	void turnsAwayWhatTakesLongWhileOthersOfItGoOnAndNothingElse() {
		Api manager = Api.at(this.port).as("manager");
		String graph = "/mining/incident/graph";
		assertThat(manager.get(graph).status()).isEqualTo(200);
		begin("somebody");
		assertThat(manager.get(graph).status()).isEqualTo(200);
		begin("somebody else");
		for (String path : List.of(graph, "/mining/incident/findings")) {
			Answer refused = manager.get(path);
			assertThat(refused.status()).as(path + refused.body()).isEqualTo(503);
			assertThat(refused.header("Retry-After")).isEqualTo("10");
		}
		for (String path : List.of("/incidents", "/figures/backlog")) {
			assertThat(manager.get(path).status()).as(path).isEqualTo(200);
		}
		end();
		assertThat(manager.get(graph).status()).isEqualTo(200);
	}

	@Test
	void leavesRoomForOthersThanTheBusiestAndForgetsWhatEnded() {
		LongStatements some = new LongStatements(3, 2, Duration.ZERO);
		some.begin("one", "a");
		some.begin("two", "a");
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> some.begin("three", "a"));
		some.begin("three", "b");
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> some.begin("four", "c"));
		some.end("one");
		some.end("one");
		some.begin("four", "c");
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> some.begin("five", "d"));
		some.end("nothing");
	}

}
