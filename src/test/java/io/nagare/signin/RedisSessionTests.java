package io.nagare.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import io.nagare.OwnNode;
import io.nagare.signin.Client.Answer;
import io.nagare.signin.Newcomers.Newcomer;

import static org.assertj.core.api.Assertions.assertThat;

/** Sessions of browsers in a real Redis, by configuration. */
@WithIdentity
@TestPropertySource(properties = "nagare.sessions.store=redis")
class RedisSessionTests {

	private static final String PROFILE = "/api/v1/auth/profile";

	private static final int PORT = OwnNode.freePort();

	private static final URI ADDRESS = URI.create("redis://127.0.0.1:" + PORT);

	private static final RedisServer REDIS = server();

	@Autowired
	private Client client;

	@Autowired
	private JdbcTemplate jdbc;

	private Newcomer agent;

	private Client browser;

	private static RedisServer server() {
		try {
			return RedisServer.newRedisServer().port(PORT).bind("127.0.0.1").setting("save \"\"").build();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@DynamicPropertySource
	static void startRedis(DynamicPropertyRegistry properties) throws IOException {
		REDIS.start();
		properties.add("spring.data.redis.url", ADDRESS::toString);
	}

	@AfterAll
	static void stopRedis() throws IOException {
		REDIS.stop();
	}

	@BeforeEach
	void somebodySignsIn() {
		this.agent = Newcomers.join(this.client, "operator");
		this.browser = this.client.stranger();
		this.browser.enterForm(this.agent.name(), Newcomers.PASSWORD);
	}

	@AfterEach
	void redisIsThere() throws IOException {
		if (!REDIS.isActive()) {
			REDIS.start();
		}
	}

	@Test
	void areKeptThereAlone() {
		assertThat(this.browser.get(PROFILE).data().path("username").asText()).isEqualTo(this.agent.name());
		assertThat(this.jdbc.queryForObject("SELECT count(*) FROM spring_session WHERE principal_name = ?", Long.class,
				this.agent.name()))
			.isZero();
		try (Jedis seen = new Jedis(ADDRESS)) {
			assertThat(seen.keys("nagare:sessions:*")).isNotEmpty()
				.allSatisfy((key) -> assertThat(seen.ttl(key)).isBetween(1L, 1800L));
			seen.flushAll();
		}
		assertThat(this.browser.get(PROFILE).status()).isEqualTo(401);
	}

	@Test
	void endWithTheNextRequestOfWhosePasswordIsNew() {
		assertThat(this.browser.get(PROFILE).status()).isEqualTo(200);
		this.agent.change("{\"password\":\"another battery, another staple\"}");
		assertThat(this.browser.get(PROFILE).status()).isEqualTo(401);
	}

	@Test
	void areAskedForAgainLaterWhileRedisIsAway() throws IOException {
		REDIS.stop();
		Answer answer = this.browser.get(PROFILE);
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.header("Retry-After")).isEqualTo("1");
		REDIS.start();
		assertThat(this.browser.get(PROFILE).status()).isIn(200, 401);
	}

}
