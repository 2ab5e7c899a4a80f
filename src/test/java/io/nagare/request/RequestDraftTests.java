package io.nagare.request;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.privacy.PersonalStoreRegistry;
import io.nagare.shared.PersonalStore;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** Who is not finished keeps what he has, for himself alone. */
@NagareTest
class RequestDraftTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient queries;

	@Autowired
	private PersonalStoreRegistry registry;

	@Autowired
	private TransactionTemplate transaction;

	private OwnHouse house;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
	}

	private Answer keep(@Nullable Object... fields) {
		return this.house.as("reporter").post("/request-drafts", "fields", map(fields));
	}

	private static Map<String, @Nullable Object> map(@Nullable Object... fields) {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		for (int i = 0; i < fields.length; i += 2) {
			map.put(String.valueOf(fields[i]), fields[i + 1]);
		}
		return map;
	}

	@Test
	void keepsWhatIsNotFinishedAndSendsItOnce() {
		Answer kept = keep("type", "new-workplace", "person", "山田", "title", null);
		assertThat(kept.status()).as(kept.body()).isEqualTo(201);
		String path = "/request-drafts/" + kept.data().path("id").asText();
		assertThat(kept.data().path("fields")).hasSize(2);
		// what it lacks is told when it is sent, and it stays
		assertThat(refusal(this.house.as("reporter").post(path + "/send")))
			.isEqualTo("400 VALIDATION_FAILED place=required");
		Answer changed = this.house.as("reporter")
			.patch(path, "fields", map("type", "new-workplace", "person", "山田", "place", "3F"));
		assertThat(changed.data().path("version").asInt()).isEqualTo(1);
		Answer sent = this.house.as("reporter").post(path + "/send");
		assertThat(sent.status()).as(sent.body()).isEqualTo(201);
		assertThat(sent.data().at("/fields/place").asText()).isEqualTo("3F");
		assertThat(this.house.as("agent1").get("/requests/" + sent.data().path("id").asText()).status()).isEqualTo(200);
		assertThat(refusal(this.house.as("reporter").post(path + "/send"))).isEqualTo("404 NOT_FOUND");
		assertThat(each(this.house.as("reporter").get("/requests").data(), "id")).hasSize(1);
	}

	@Test
	void isItsOwnersAlone() {
		String path = "/request-drafts/" + keep("type", "new-workplace").data().path("id").asText();
		for (String other : List.of("agent1", "manager", "admin")) {
			assertThat(refusal(this.house.as(other).get(path))).isEqualTo("404 NOT_FOUND");
			assertThat(refusal(this.house.as(other).post(path + "/send"))).isEqualTo("404 NOT_FOUND");
			assertThat(this.house.as(other).get("/request-drafts").data()).isEmpty();
		}
		assertThat(each(this.house.as("reporter").get("/request-drafts").data(), "type"))
			.containsExactly("new-workplace");
		assertThat(this.house.as("reporter").delete(path).status()).isEqualTo(204);
		assertThat(this.house.as("reporter").get("/request-drafts").data()).isEmpty();
	}

	@Test
	void refusesByName() {
		assertThat(refusal(keep("person", "x"))).isEqualTo("400 VALIDATION_FAILED type=not_a_choice");
		assertThat(refusal(keep("type", "holiday"))).isEqualTo("400 VALIDATION_FAILED type=not_a_choice");
		assertThat(refusal(keep("type", "new-workplace", "person", "x".repeat(60_000))))
			.isEqualTo("400 VALIDATION_FAILED fields=too_long");
		for (int i = 0; i < RequestDraftService.MOST; i++) {
			assertThat(keep("type", "new-workplace").status()).isEqualTo(201);
		}
		assertThat(refusal(keep("type", "new-workplace"))).startsWith("409 CONFLICT").contains("too_many");
	}

	@Test
	void isForgottenAfterNinetyDaysWithoutAChange() {
		String old = keep("type", "new-workplace", "person", "old").data().path("id").asText();
		String young = keep("type", "new-workplace", "person", "young").data().path("id").asText();
		age(old, 91);
		age(young, 89);
		PersonalStore store = this.registry.stores()
			.stream()
			.filter((one) -> one.name().equals("request_drafts"))
			.findFirst()
			.orElseThrow();
		Instant before = Instant.now().minus(this.registry.keptFor(store).orElseThrow());
		inHouse(() -> this.queries.sql(String.valueOf(store.purges()))
			.param("before", before.atOffset(ZoneOffset.UTC))
			.update());
		JsonNode left = this.house.as("reporter").get("/request-drafts").data();
		assertThat(each(left, "id")).containsExactly(young);
	}

	private void age(String draft, int days) {
		inHouse(() -> this.queries.sql("UPDATE request_drafts SET updated_at = :at WHERE id = :id")
			.param("at", Instant.now().minus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC))
			.param("id", UUID.fromString(draft))
			.update());
	}

	private void inHouse(Supplier<Integer> statement) {
		Tenancy.as(new TenantId(UUID.fromString(this.house.id()), this.house.slug()),
				() -> this.transaction.executeWithoutResult((status) -> assertThat(statement.get()).isOne()));
	}

}
