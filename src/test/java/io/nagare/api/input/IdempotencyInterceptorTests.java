package io.nagare.api.input;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.nagare.api.ApiTest;
import io.nagare.api.Calls;
import io.nagare.api.SignedInByHeader;
import io.nagare.api.Tickets;
import io.nagare.shared.Tenancy;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@ApiTest
class IdempotencyInterceptorTests {

	private static final String INCIDENTS = "/api/v1/incidents";

	private static final String REPORT = "{\"title\": \"Printer\", \"millis\": 0}";

	@LocalServerPort
	private int port;

	@Autowired
	private Tickets tickets;

	@Autowired
	private IdempotencyInterceptor interceptor;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	private Calls calls;

	private final String key = UUID.randomUUID().toString();

	@BeforeEach
	void caller() {
		this.calls = new Calls(this.port);
		this.tickets.committed().clear();
	}

	@Test
	void makesOneTicketOfTheSameRequestSentTwice() {
		var first = report("ann", REPORT);
		var second = report("ann", REPORT);
		assertThat(first.status()).isEqualTo(201);
		assertThat(second.status()).isEqualTo(201);
		assertThat(second.header("Location")).isEqualTo(first.header("Location"));
		assertThat(second.body()).isEqualTo(first.body());
		assertThat(second.header("ETag")).isEqualTo("\"0\"");
		assertThat(first.header(IdempotencyInterceptor.REPLAYED)).isEmpty();
		assertThat(second.header(IdempotencyInterceptor.REPLAYED)).isEqualTo("true");
		assertThat(this.tickets.committed()).hasSize(1);
	}

	@Test
	void refusesTheKeyForAnotherRequest() {
		report("ann", REPORT);
		assertThat(report("ann", "{\"title\": \"Other\", \"millis\": 0}").error())
			.isEqualTo("409 CONFLICT Idempotency-Key=idempotency_key_reused");
		assertThat(this.tickets.committed()).hasSize(1);
	}

	@Test
	void keepsTheKeysOfUsersApart() {
		report("ann", REPORT);
		assertThat(report("bob", REPORT).header(IdempotencyInterceptor.REPLAYED)).isEmpty();
		assertThat(this.tickets.committed()).hasSize(2);
	}

	@Test
	void makesTwoTicketsWithoutAKey() {
		this.calls.post(INCIDENTS, REPORT, "X-User", "ann");
		this.calls.post(INCIDENTS, REPORT, "X-User", "ann");
		assertThat(this.tickets.committed()).hasSize(2);
	}

	@Test
	void letsAFailedRequestBeRepeated() {
		String failing = "{\"title\": \"fail\", \"millis\": 0}";
		assertThat(report("ann", failing).error()).isEqualTo("500 INTERNAL");
		assertThat(report("ann", "{\"titel\": 1}").status()).isEqualTo(400);
		assertThat(report("ann", REPORT).status()).isEqualTo(201);
		assertThat(this.tickets.committed()).hasSize(1);
	}

	@Test
	void letsOneOfManyAtOnceThrough() {
		String slow = "{\"title\": \"Printer\", \"millis\": 200}";
		List<CompletableFuture<Calls.Answer>> answers = IntStream.range(0, 8)
			.mapToObj((number) -> CompletableFuture.supplyAsync(() -> report("ann", slow)))
			.toList();
		assertThat(answers).extracting((answer) -> answer.join().status()).containsOnly(201, 409);
		assertThat(this.tickets.committed()).hasSize(1);
		assertThat(report("ann", slow).header(IdempotencyInterceptor.REPLAYED)).isEqualTo("true");
	}

	@Test
	void forgetsTheKeyAfterADay() {
		report("ann", REPORT);
		age("25 hours");
		assertThat(report("ann", REPORT).header(IdempotencyInterceptor.REPLAYED)).isEmpty();
		assertThat(this.tickets.committed()).hasSize(2);
		age("23 hours");
		assertThat(report("ann", REPORT).header(IdempotencyInterceptor.REPLAYED)).isEqualTo("true");
	}

	@Test
	void refusesAKeyThatIsNone() {
		for (String bad : List.of("", "with space", "x".repeat(256))) {
			assertThat(this.calls.post(INCIDENTS, REPORT, "X-User", "ann", "Idempotency-Key", bad).error())
				.isEqualTo("400 VALIDATION_FAILED Idempotency-Key=idempotency_key");
		}
	}

	@Test
	void doesAnythingElseOnceToo() {
		String notes = INCIDENTS + "/" + UUID.randomUUID() + "/work-notes";
		var first = this.calls.post(notes, REPORT, "X-User", "ann", IdempotencyInterceptor.KEY, this.key);
		var second = this.calls.post(notes, REPORT, "X-User", "ann", IdempotencyInterceptor.KEY, this.key);
		assertThat(first.status()).isEqualTo(201);
		assertThat(second.status()).isEqualTo(201);
		assertThat(second.body()).isEqualTo(first.body()).contains("Printer");
		assertThat(second.header("Location")).isEqualTo(first.header("Location"));
		assertThat(second.header(IdempotencyInterceptor.REPLAYED)).isEqualTo("true");
		assertThat(this.tickets.committed()).hasSize(1);
		assertThat(this.calls
			.post(notes, "{\"title\": \"Other\", \"millis\": 0}", "X-User", "ann", IdempotencyInterceptor.KEY, this.key)
			.error()).isEqualTo("409 CONFLICT Idempotency-Key=idempotency_key_reused");
	}

	@Test
	void letsOneOfManyAtOnceDoAnythingElse() {
		String notes = INCIDENTS + "/" + UUID.randomUUID() + "/work-notes";
		String slow = "{\"title\": \"Printer\", \"millis\": 200}";
		List<CompletableFuture<Calls.Answer>> answers = IntStream.range(0, 8)
			.mapToObj((number) -> CompletableFuture
				.supplyAsync(() -> this.calls.post(notes, slow, "X-User", "ann", IdempotencyInterceptor.KEY, this.key)))
			.toList();
		assertThat(answers).extracting((answer) -> answer.join().status()).containsOnly(201, 409);
		assertThat(this.tickets.committed()).hasSize(1);
	}

	@Test
	void letsAnythingElseThatFailedBeRepeated() {
		String notes = INCIDENTS + "/" + UUID.randomUUID() + "/work-notes";
		String failing = "{\"title\": \"fail\", \"millis\": 0}";
		assertThat(this.calls.post(notes, failing, "X-User", "ann", IdempotencyInterceptor.KEY, this.key).status())
			.isEqualTo(500);
		assertThat(this.calls.post(notes, REPORT, "X-User", "ann", IdempotencyInterceptor.KEY, this.key).status())
			.isEqualTo(201);
		assertThat(this.tickets.committed()).hasSize(1);
	}

	@Test
	void tellsUploadsApartByTheirFiles() {
		String attachments = INCIDENTS + "/" + UUID.randomUUID() + "/attachments";
		assertThat(upload(attachments, "one").status()).isEqualTo(201);
		assertThat(upload(attachments, "one").header(IdempotencyInterceptor.REPLAYED)).isEqualTo("true");
		assertThat(upload(attachments, "two").error()).isEqualTo("409 CONFLICT Idempotency-Key=idempotency_key_reused");
		assertThat(this.tickets.committed()).hasSize(1);
	}

	private Calls.Answer upload(String path, String content) {
		String body = "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n"
				+ "Content-Type: text/plain\r\n\r\n" + content + "\r\n--limit--\r\n";
		return this.calls.post(path, body, "X-User", "ann", IdempotencyInterceptor.KEY, this.key, "Content-Type",
				"multipart/form-data; boundary=limit");
	}

	@Test
	void readsNoBodyOntoTheHeapAsAWhole() {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/now/attachment/file") {

			@Override
			public ServletInputStream getInputStream() {
				return new DelegatingServletInputStream(new InputStream() {

					private long left = 50_000_000;

					@Override
					public int read() {
						return (this.left-- > 0) ? 1 : -1;
					}

					@Override
					public int read(byte[] target, int offset, int length) {
						int count = (int) Math.min(Math.min(length, 8192), this.left);
						this.left -= count;
						return (count > 0) ? count : -1;
					}

				});
			}

		};
		request.setServletPath("/api/now/attachment/file");
		request.setRemoteUser("ann");
		request.addHeader(IdempotencyInterceptor.KEY, this.key);
		com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		assertThat(Tenancy.as(SignedInByHeader.TENANT, () -> goesOn(request))).isTrue();
		assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000_000);
	}

	private boolean goesOn(HttpServletRequest request) {
		try {
			return this.interceptor.preHandle(request, new MockHttpServletResponse(), this);
		}
		catch (ServletException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void saysWhereAnAnswerWasLost() {
		String notes = INCIDENTS + "/" + UUID.randomUUID() + "/work-notes";
		this.calls.post(notes, REPORT, "X-User", "ann", IdempotencyInterceptor.KEY, this.key);
		Tenancy.as(SignedInByHeader.TENANT,
				() -> this.transaction.executeWithoutResult((status) -> this.jdbc
					.sql("UPDATE idempotency_keys SET status = NULL, answer = NULL WHERE key = :key")
					.param("key", this.key)
					.update()));
		assertThat(this.calls.post(notes, REPORT, "X-User", "ann", IdempotencyInterceptor.KEY, this.key).error())
			.isEqualTo("409 CONFLICT Idempotency-Key=idempotency_answer_lost");
		assertThat(this.tickets.committed()).hasSize(1);
	}

	private Calls.Answer report(String user, String json) {
		return this.calls.post(INCIDENTS, json, "X-User", user, IdempotencyInterceptor.KEY, this.key);
	}

	private void age(String by) {
		Tenancy.as(SignedInByHeader.TENANT,
				() -> this.transaction.executeWithoutResult((status) -> this.jdbc
					.sql("UPDATE idempotency_keys SET created_at = now() - '" + by + "'::interval WHERE key = :key")
					.param("key", this.key)
					.update()));
	}

}
