package io.nagare.problem;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.identity.Caller;
import io.nagare.identity.CurrentCaller;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.ticket.TicketAccess;
import io.nagare.ticket.TicketFilter;
import io.nagare.ticket.TicketReads;

/** Reads problems for the API. */
@Component
@Transactional(readOnly = true)
public class Problems {

	private final TicketReads reads;

	private final TicketAccess access;

	private final CurrentCaller callers;

	Problems(TicketReads reads, TicketAccess access, CurrentCaller callers) {
		this.reads = reads;
		this.access = access;
		this.callers = callers;
	}

	/** A page of what the caller may read. */
	public Paged<ProblemView> page(TicketFilter filter, PageQuery page) {
		Caller caller = this.callers.require();
		return this.reads.page(shownTo(caller), filter, page, caller);
	}

	/** The problem as it is now. Its callers have checked who asks. */
	public ProblemView one(UUID id) {
		return this.reads.one(shownTo(this.callers.require()), id).orElseThrow(Refusal::notFound);
	}

	private Selection shownTo(Caller caller) {
		return new Selection(this.access.readable(caller, "incident", "i"),
				this.access.readable(caller, "change", "h"));
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
		public Map<String, Object> params() {
			return this.incidents.params();
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
