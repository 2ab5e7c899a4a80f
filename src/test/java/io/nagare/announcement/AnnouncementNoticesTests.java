package io.nagare.announcement;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.Publications;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** Who is told of announcements, in a tenant that the test has to itself. */
@NagareTest
class AnnouncementNoticesTests {

	@LocalServerPort
	private int port;

	@Autowired
	private Publications publications;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private AnnouncementNotices notices;

	private OwnHouse house;

	private Api manager;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
		this.manager = this.house.as("manager");
	}

	private String item(String name, Object... more) {
		Object[] fields = new Object[more.length + 6];
		System.arraycopy(new Object[] { "name", name, "ci_class", "service", "tier", 2 }, 0, fields, 0, 6);
		System.arraycopy(more, 0, fields, 6, more.length);
		return this.house.as("agent1").post("/cis", fields).data().path("id").asText();
	}

	private String announced(Object... fields) {
		Answer answer = this.manager.post("/announcements", fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		this.publications.awaitDelivery("AnnouncementPublished");
		return answer.data().path("id").asText();
	}

	private List<String> told(String who) {
		JsonNode notices = this.house.as(who).get("/notifications?limit=100").data();
		return each(notices, "kind").stream().filter((kind) -> kind.startsWith("announcement.")).toList();
	}

	@Test
	void tellsThoseWhomTheItemsConcernAndNobodyElse() {
		String service = item("経費精算", "owner_user_id", this.house.idOf("agent2"));
		String other = item("会議室予約", "owner_user_id", this.house.idOf("agent3"));
		this.house.as("reporter").report("経費を申請できない", "ci_ids", List.of(service));
		String id = announced("kind", "maintenance", "title_ja", "経費精算の停止", "title_en", "Expenses are down",
				"starts_at", "2031-01-05T01:00:00Z", "ends_at", "2031-01-05T03:00:00Z", "ci_ids", List.of(service));
		assertThat(told("agent2")).containsExactly("announcement.published");
		assertThat(told("reporter")).containsExactly("announcement.published");
		assertThat(told("agent3")).isEmpty();
		assertThat(told("agent1")).isEmpty();
		assertThat(told("manager")).isEmpty();
		JsonNode notice = this.house.as("agent2").get("/notifications").data().path(0);
		assertThat(notice.path("title").asText()).isEqualTo("メンテナンス：経費精算の停止");
		assertThat(notice.path("body").asText()).isEqualTo("2031/01/05（日）10:00～2031/01/05（日）12:00");
		this.manager.post("/announcements/" + id + "/updates", "text_ja", "30分延びます");
		this.publications.awaitDelivery("AnnouncementUpdated");
		assertThat(told("agent2")).containsExactly("announcement.updated", "announcement.published");
		assertThat(other).isNotEmpty();
	}

	@Test
	void tellsEverybodyOrNobodyWhereThatIsSaid() {
		String service = item("勤怠");
		announced("kind", "information", "title_ja", "全員に", "tell", "everybody", "ci_ids", List.of(service));
		announced("kind", "information", "title_ja", "見る人だけに", "tell", "nobody");
		for (String who : List.of("agent1", "agent2", "reporter", "owner", "admin")) {
			assertThat(told(who)).as(who).containsExactly("announcement.published");
		}
		assertThat(told("manager")).isEmpty();
	}

	@Test
	void tellsNobodyTwiceWhateverIsDeliveredAgain() {
		String id = announced("kind", "information", "title_ja", "一度だけ");
		Tenancy.as(tenant(), () -> this.notices.on(new AnnouncementPublished(UUID.fromString(id), tenant())));
		assertThat(told("reporter")).containsExactly("announcement.published");
	}

	private TenantId tenant() {
		return new TenantId(UUID.fromString(this.house.id()), this.house.slug());
	}

	/** More than a batch, so that nobody is lost between two. */
	@Test
	void tellsThousandsWithoutKeepingTheWriterWaiting() {
		int people = 2 * AnnouncementNotices.BATCH + 7;
		Tenancy.as(tenant(), () -> this.transaction.executeWithoutResult((status) -> this.jdbc.update("""
				INSERT INTO users (id, tenant_id, username, email, first_name, last_name, role, hashed_password)
				SELECT gen_random_uuid(), ?::uuid, ? || n, ? || n || '@many.example', 'A', 'B', 'user', 'x'
				  FROM generate_series(1, ?) AS n
				""", this.house.id(), this.house.slug() + "-n", this.house.slug(), people)));
		String id = announced("kind", "information", "title_ja", "全社のお知らせ", "tell", "everybody");
		Integer told = Tenancy.as(tenant(), () -> this.transaction.execute((status) -> this.jdbc
			.queryForObject("SELECT count(*) FROM notifications WHERE once_key = ?", Integer.class, id)));
		assertThat(told).isEqualTo(people + 6);
	}

	@Test
	void tellsOfAMajorIncidentOnlyThoseWhoDoNotKnowItFromTheTicket() {
		String service = item("販売", "owner_user_id", this.house.idOf("agent2"));
		String id = this.house.as("agent1").report("受注できない", "ci_ids", List.of(service)).path("id").asText();
		this.house.as("agent1").does(id, "assign");
		this.house.as("agent1").does(id, "declare-major", "reason", "止まった");
		this.manager.does(id, "accept-major", "reason", "全社");
		this.publications.awaitDelivery("AnnouncementPublished");
		assertThat(told("agent2")).containsExactly("announcement.published");
		// the assignee learns it from the ticket
		assertThat(told("agent1")).isEmpty();
		assertThat(each(this.house.as("agent1").get("/notifications").data(), "kind"))
			.contains("incident.major_accepted");
		this.manager.does(id, "post-update", "comment", "復旧作業中です");
		this.publications.awaitDelivery("AnnouncementUpdated");
		assertThat(told("agent2")).containsExactly("announcement.updated", "announcement.published");
		assertThat(told("agent1")).isEmpty();
	}

}
