package io.nagare.vendor;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;

/** How long suppliers have tickets, and had them. */
@Component
@Transactional
public class SupplierHolds {

	private static final String BEGIN = """
			INSERT INTO supplier_holds (id, tenant_id, supplier_id, ticket_id, began_at)
			VALUES (:id, :tenant, :supplier, :ticket, :at)
			""";

	private static final String END = """
			UPDATE supplier_holds SET ended_at = greatest(began_at, :at) WHERE ticket_id = :ticket AND ended_at IS NULL
			""";

	private static final String FIGURES = """
			SELECT s.id, s.name, count(h.ended_at) AS ended, count(h.id) - count(h.ended_at) AS waiting,
			       extract(epoch FROM avg(h.ended_at - h.began_at))::bigint AS average,
			       extract(epoch FROM max(h.ended_at - h.began_at))::bigint AS longest
			  FROM suppliers s JOIN supplier_holds h ON h.supplier_id = s.id
			 WHERE s.tenant_id = :tenant AND h.began_at >= :from AND h.began_at < :to
			 GROUP BY s.id, s.name ORDER BY s.name, s.id
			""";

	private final NamedParameterJdbcTemplate jdbc;

	private final CurrentCaller callers;

	SupplierHolds(NamedParameterJdbcTemplate jdbc, CurrentCaller callers) {
		this.jdbc = jdbc;
		this.callers = callers;
	}

	/** The supplier has the ticket from then on. */
	public void begin(UUID ticket, UUID supplier, Instant at) {
		this.jdbc.update(BEGIN, Map.of("id", UUID.randomUUID(), "tenant", Tenancy.require().id(), "supplier", supplier,
				"ticket", ticket, "at", atUtc(at)));
	}

	/** No supplier has the ticket any more. Nothing happens where none had it. */
	public void end(UUID ticket, Instant at) {
		this.jdbc.update(END, Map.of("ticket", ticket, "at", atUtc(at)));
	}

	/** No supplier ever had the ticket. */
	public void forget(UUID ticket) {
		this.jdbc.update("DELETE FROM supplier_holds WHERE ticket_id = :ticket", Map.of("ticket", ticket));
	}

	/**
	 * How long those suppliers took that were given a ticket in the period, by name.
	 * Confidential tickets count; the figures tell nothing of them.
	 * @throws Refusal FORBIDDEN for who may not see suppliers; VALIDATION_FAILED for a
	 * period that ends before it begins
	 */
	@Transactional(readOnly = true)
	public List<Figures> figures(Instant from, Instant to) {
		this.callers.requireMember().demand(SupplierService.READ);
		if (to.isBefore(from)) {
			throw Refusal.invalid("to", "end_before_start");
		}
		return this.jdbc.query(FIGURES, Map.of("tenant", Tenancy.require().id(), "from", atUtc(from), "to", atUtc(to)),
				(row, number) -> new Figures(row.getObject("id", UUID.class), row.getString("name"),
						row.getLong("ended"), row.getLong("waiting"), row.getObject("average", Long.class),
						row.getObject("longest", Long.class)));
	}

	private static OffsetDateTime atUtc(Instant at) {
		return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
	}

	/**
	 * How long a supplier took.
	 *
	 * @param ended how many tickets it had and gave back
	 * @param waiting how many it still has
	 * @param averageSeconds of those that it gave back, round the clock; null without any
	 * @param longestSeconds the longest of them; null without any
	 */
	@Schema(name = "SupplierFigures")
	public record Figures(UUID supplierId, String name, long ended, long waiting, @Nullable Long averageSeconds,
			@Nullable Long longestSeconds) {
	}

}
