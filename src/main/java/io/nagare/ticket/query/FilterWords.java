package io.nagare.ticket.query;

import java.util.Map;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.ticket.PriorityScales;
import io.nagare.ticket.TicketType;
import io.nagare.workflow.RetiredWords;
import io.nagare.workflow.WordList;

/** The words of models and tables that lists are narrowed by. */
@Component
class FilterWords {

	private final PriorityScales scales;

	private final RetiredWords retired;

	private final NamedParameterJdbcTemplate jdbc;

	FilterWords(PriorityScales scales, RetiredWords retired, NamedParameterJdbcTemplate jdbc) {
		this.scales = scales;
		this.retired = retired;
		this.jdbc = jdbc;
	}

	/**
	 * The filter of a list of the type, with each word also what it is used for now.
	 * @throws Refusal VALIDATION_FAILED naming a priority that neither the table in force
	 * nor any ticket has
	 */
	TicketFilter demandKnown(TicketType<?, ?> type, TicketFilter filter) {
		// the platform's list knows no one scale
		if (filter.priority() != null && Tenancy.current().isPresent()) {
			filter.priority()
				.stream()
				.filter((word) -> !this.scales.words(type).contains(word))
				// a ticket may have a word of a table that was in force before
				.filter((word) -> !hasPriority(type.kind(), word))
				.forEach((word) -> this.scales.demand(type, word));
		}
		return withEarlier(filter);
	}

	/** The same filter, with each word also what it is used for now. */
	TicketFilter withEarlier(TicketFilter filter) {
		return Tenancy.current().isEmpty() ? filter
				: filter.with(
						(filter.status() != null) ? this.retired.withEarlier(WordList.STATUSES, filter.status()) : null,
						(filter.priority() != null) ? this.retired.withEarlier("priorities", filter.priority()) : null,
						filter.phase(), filter.slaState());
	}

	/** Whether a ticket of the bound tenant has the word as its priority. */
	private boolean hasPriority(String kind, String word) {
		return Boolean.TRUE.equals(this.jdbc.queryForObject(
				"SELECT EXISTS (SELECT 1 FROM tickets WHERE tenant_id = :tenant AND kind = :kind"
						+ " AND priority = :word AND deleted_at IS NULL)",
				Map.of("tenant", Tenancy.require().id(), "kind", kind, "word", word), Boolean.class));
	}

}
