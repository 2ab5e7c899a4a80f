package io.nagare.problem;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import io.nagare.directory.Caller;
import io.nagare.incident.Incident;
import io.nagare.shared.Refusal;
import io.nagare.ticket.NewTicket;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.query.TicketReads;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.Tickets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is special about problems where all tickets are served alike. */
@Component
public class ProblemType implements TicketType<Problem, ProblemFields> {

	/** Whom the models name so: who proposed that the risk be accepted. */
	private static final String PROPOSER = "proposer";

	private final ProblemManagement management;

	private final Tickets tickets;

	private final TicketAccess access;

	ProblemType(ProblemManagement management, Tickets tickets, TicketAccess access) {
		this.management = management;
		this.tickets = tickets;
		this.access = access;
	}

	@Override
	public String kind() {
		return Problem.KIND;
	}

	@Override
	public String path() {
		return "problems";
	}

	@Override
	public boolean isConverted() {
		return true;
	}

	@Override
	public String numberPrefix() {
		return "PRB";
	}

	@Override
	public String numberSequence() {
		return "problem_number_seq";
	}

	/** Problems are ranked as incidents are. */
	@Override
	public String priorityTable() {
		return "incident-priority";
	}

	@Override
	public Class<Problem> entity() {
		return Problem.class;
	}

	@Override
	public Class<ProblemFields> fields() {
		return ProblemFields.class;
	}

	@Override
	public Class<ProblemView> view() {
		return ProblemView.class;
	}

	@Override
	public TicketReads.Selection<ProblemView> selection(Caller caller) {
		return new Selection(this.access.readable(caller, Incident.KIND, "i"),
				this.access.readable(caller, "change", "h"));
	}

	@Override
	public void check(@Nullable Problem problem, ProblemFields fields, Caller caller, List<Refusal.Detail> wrong) {
		if (!fields.incidentIds().orElse(List.of()).stream().allMatch(this::isIncident)) {
			wrong.add(Refusal.Detail.of("incident_ids", "unknown_ticket"));
		}
	}

	private boolean isIncident(UUID id) {
		return this.tickets.findReadable(id).filter((ticket) -> ticket.kind().equals(Incident.KIND)).isPresent();
	}

	@Override
	public Problem open(NewTicket ticket, ProblemFields fields) {
		return new Problem(ticket);
	}

	@Override
	public void edited(Problem problem, ProblemFields fields) {
		this.management.blame(problem.id(), fields.incidentIds().orElse(List.of()));
	}

	@Override
	public Set<String> messages() {
		return Set.of("awaitedChangeSucceeded", "awaitedChangeFailed");
	}

	@Override
	public Map<String, Function<Problem, Set<UUID>>> actors() {
		return Map.of(PROPOSER, (problem) -> problem.riskProposer().map(Set::of).orElse(Set.of()));
	}

	@Override
	public boolean isAgreedWithReporter() {
		return false;
	}

	/**
	 * Of the tickets linked to a problem it tells those that the caller may read.
	 *
	 * @param incidents which incidents, {@code i}, he may read
	 * @param changes which changes, {@code h}, he may read
	 */
	private record Selection(TicketAccess.Visibility incidents,
			TicketAccess.Visibility changes) implements TicketReads.Selection<ProblemView> {

		@Override
		public String kind() {
			return Problem.KIND;
		}

		@Override
		public String columns() {
			return """
					p.root_cause, p.cause_code, p.symptom, p.workaround, p.known_error, p.resolution, p.risk_state,
					p.risk_reason, p.risk_review_date,
					array(SELECT l.source_id FROM ticket_links_view l JOIN tickets_view i ON i.id = l.source_id
					       WHERE l.target_id = t.id AND l.link_type = 'caused_by' AND i.kind = 'incident' AND %s
					       ORDER BY i.number) AS incident_ids,
					array(SELECT h.id FROM ticket_links_view l
					        JOIN tickets_view h ON h.id = CASE WHEN l.source_id = t.id THEN l.target_id ELSE l.source_id END
					       WHERE (l.source_id = t.id OR l.target_id = t.id) AND h.kind = 'change' AND %s
					       ORDER BY h.number) AS change_ids"""
				.formatted(this.incidents.sql(), this.changes.sql());
		}

		@Override
		public List<String> texts() {
			return List.of("p.root_cause", "p.symptom", "p.workaround", "p.resolution", "p.risk_reason");
		}

		@Override
		public Map<String, Object> params() {
			return this.incidents.params();
		}

		@Override
		public Map<String, String> searched() {
			return Map.of("resolution", "p.resolution", "root_cause", "p.root_cause", "workaround", "p.workaround",
					"known_error", "p.known_error::text");
		}

		@Override
		public String join() {
			return "JOIN problems p ON p.id = t.id";
		}

		@Override
		public ProblemView map(ResultSet row) throws SQLException {
			return new ProblemView(summary(row), row.getString("number"), row.getString("root_cause"),
					row.getString("cause_code"), row.getString("symptom"), row.getString("workaround"),
					row.getBoolean("known_error"), row.getString("resolution"), row.getString("risk_state"),
					row.getString("risk_reason"), row.getObject("risk_review_date", LocalDate.class),
					uuids(row, "incident_ids"), uuids(row, "change_ids"));
		}

		private static List<UUID> uuids(ResultSet row, String column) throws SQLException {
			return List.of((UUID[]) row.getArray(column).getArray());
		}

	}

}
