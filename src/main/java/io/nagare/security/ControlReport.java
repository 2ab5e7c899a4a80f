package io.nagare.security;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.audit.AuditFilter;
import io.nagare.audit.AuditQueries;
import io.nagare.audit.AuditRow;
import io.nagare.audit.AuditSealService;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.shared.Refusal;

/**
 * What auditors of internal control (SOX, J-SOX) ask of a period: each change with who
 * asked for, approved and carried it out, what people were given and lost of rights,
 * which models and rules were put in force, and the seal of the log that tells it.
 */
@Component
public class ControlReport {

	/** Of one section; more than that nobody reads as a table. */
	private static final int MOST = 10_000;

	/** As they are called in the shipped model; a model of one's own may call them so. */
	private static final String CHANGES = """
			SELECT t.number, t.title, t.status, t.created_at, t.reporter_id, c.change_type, c.risk, c.outcome,
			       ARRAY(SELECT v.holder_id FROM change_votes_view v
			              WHERE v.change_id = t.id AND v.vote IN ('approve', 'conditional')
			             UNION SELECT h.changed_by FROM ticket_histories_view h
			                    WHERE h.ticket_id = t.id AND h.field_name = 'status' AND h.changed_by IS NOT NULL
			                      AND h.old_value = 'assessment' AND h.new_value IN ('authorization', 'scheduled'))
			           AS approvers,
			       ARRAY(SELECT DISTINCT h.changed_by FROM ticket_histories_view h
			              WHERE h.ticket_id = t.id AND h.field_name = 'status' AND h.changed_by IS NOT NULL
			                AND 'implementation' IN (h.old_value, h.new_value)) AS implementers
			  FROM tickets_view t JOIN changes_view c ON c.id = t.id
			 WHERE t.created_at < :to AND (t.closed_at IS NULL OR t.closed_at >= :from)
			 ORDER BY t.number LIMIT :most
			""";

	/** The platform's, as they are for all tenants; their log is not the tenant's. */
	private static final String RULES = """
			SELECT name, number, reason, proposed_by, decided_by, decided_at FROM approved_rule_sets_view
			 WHERE decided_at >= :from AND decided_at < :to ORDER BY decided_at LIMIT :most
			""";

	/** What the audit log calls what is told, by section. */
	private static final Map<String, List<String>> ON_RECORD = Map.of("rights",
			List.of("user.create", "user.role_changed", "user.role_granted", "user.role_ended", "user.deactivated",
					"user.reactivated", "tenant_role.create", "tenant_role.update", "tenant_role.delete"),
			"models", List.of("model.deployed", "model.variant_left", "model.migrated", "model.migration_undone"));

	private final JdbcClient jdbc;

	private final AuditQueries log;

	private final AuditSealService seals;

	private final Directory directory;

	ControlReport(JdbcClient jdbc, AuditQueries log, AuditSealService seals, Directory directory) {
		this.jdbc = jdbc;
		this.log = log;
		this.seals = seals;
		this.directory = directory;
	}

	/**
	 * The lines of the report.
	 * @param from the first moment
	 * @param to the moment after the last
	 * @throws Refusal VALIDATION_FAILED where the times are in the wrong order
	 */
	@Transactional(readOnly = true)
	public List<Line> lines(Instant from, Instant to) {
		List<Line> lines = new ArrayList<>(changes(from, to));
		for (String section : List.of("rights", "models")) {
			for (String action : Objects.requireNonNull(ON_RECORD.get(section))) {
				lines.addAll(onRecord(section, new AuditFilter(null, action, null, null, from, to)));
			}
		}
		lines.addAll(rules(from, to));
		return lines;
	}

	/**
	 * That the log, which tells it, is whole, and by which seal that can be shown again.
	 */
	public Line seal() {
		AuditSealService.Verification whole = this.seals.verify(null);
		AuditSealService.@Nullable Head head = whole.head();
		return new Line("seal", (head != null) ? head.sealedAt() : null, (head != null) ? head.seal() : "", "", "", "",
				"", whole.intact() ? "intact" : "differs");
	}

	private List<Line> changes(Instant from, Instant to) {
		List<Change> found = of(from, to, CHANGES).query((row, number) -> Change.of(row)).list();
		Map<UUID, User> people = this.directory.users(found.stream()
			.flatMap((one) -> Stream.concat(Stream.of(one.reporter()),
					Stream.concat(one.approvers().stream(), one.implementers().stream())))
			.collect(Collectors.toSet()));
		return found.stream()
			.map((one) -> new Line("changes", one.at(), one.number(), one.title(),
					names(people, List.of(one.reporter())), names(people, one.approvers()),
					names(people, one.implementers()), one.remark()))
			.toList();
	}

	private List<Line> rules(Instant from, Instant to) {
		return of(from, to, RULES)
			.query((row, number) -> new Line("rules", row.getObject("decided_at", OffsetDateTime.class).toInstant(),
					row.getString("name") + " " + row.getInt("number"), row.getString("reason"),
					row.getString("proposed_by"), row.getString("decided_by"), "", ""))
			.list();
	}

	private JdbcClient.StatementSpec of(Instant from, Instant to, String sql) {
		return this.jdbc.sql(sql).param("from", utc(from)).param("to", utc(to)).param("most", MOST);
	}

	private static String names(Map<UUID, User> people, Collection<UUID> who) {
		return who.stream()
			.map((id) -> people.containsKey(id) ? Objects.requireNonNull(people.get(id)).username() : id.toString())
			.sorted()
			.collect(Collectors.joining(", "));
	}

	private List<Line> onRecord(String section, AuditFilter filter) {
		List<Line> lines = new ArrayList<>();
		this.log.each(filter, (row) -> {
			if (lines.size() < MOST) {
				lines.add(line(section, row));
			}
		});
		return lines;
	}

	private static Line line(String section, AuditRow row) {
		AuditRow.@Nullable Actor actor = row.actor();
		return new Line(section, row.at(), row.action(), row.entityType() + " " + row.entityId(), "", "",
				(actor != null) ? String.valueOf(actor.name()) : "", String.valueOf(row.after()));
	}

	private static OffsetDateTime utc(Instant moment) {
		return moment.atOffset(ZoneOffset.UTC);
	}

	/**
	 * A line of the report.
	 *
	 * @param section {@code changes}, {@code rights}, {@code models}, {@code rules} or
	 * {@code seal}
	 * @param subject the change's number, the action on record, the rule set with its
	 * version, or the seal
	 * @param remark of a change: its kind, risk, outcome, and whether one person had two
	 * parts in it; of others what became of it
	 */
	public record Line(String section, @Nullable Instant at, String subject, String what, String askedBy,
			String approvedBy, String doneBy, String remark) {
	}

	private record Change(String number, String title, Instant at, UUID reporter, Set<UUID> approvers,
			Set<UUID> implementers, String facts) {

		static Change of(ResultSet row) throws SQLException {
			return new Change(row.getString("number"), row.getString("title"),
					row.getObject("created_at", OffsetDateTime.class).toInstant(),
					row.getObject("reporter_id", UUID.class), people(row.getArray("approvers")),
					people(row.getArray("implementers")),
					Stream
						.of(row.getString("change_type"), row.getString("risk"), row.getString("status"),
								row.getString("outcome"))
						.filter(Objects::nonNull)
						.collect(Collectors.joining(", ")));
		}

		private static Set<UUID> people(Array array) throws SQLException {
			return new TreeSet<>(List.of((UUID[]) array.getArray()));
		}

		String remark() {
			Set<UUID> both = new HashSet<>(this.approvers);
			both.retainAll(this.implementers);
			return this.facts + (this.approvers.contains(this.reporter) ? "; ASKED AND APPROVED BY ONE" : "")
					+ (both.isEmpty() ? "" : "; APPROVED AND DONE BY ONE");
		}

	}

}
