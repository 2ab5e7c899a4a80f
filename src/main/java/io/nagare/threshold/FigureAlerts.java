package io.nagare.threshold;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.nagare.shared.Tenancy;
import io.nagare.shared.TicketRef;

/** Which figures are beyond, since when, and by which rows of the table people know. */
@Component
class FigureAlerts {

	private final JdbcClient jdbc;

	FigureAlerts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Notes that a figure is beyond.
	 * @return its id, where nobody was told so by that row since it is
	 */
	Optional<UUID> note(ThresholdTable.Measured measured, ThresholdTable.Said said, Instant now) {
		return this.jdbc.sql("""
				INSERT INTO figure_alerts (id, tenant_id, figure, way, part, label, value, since, told_rules, opens)
				VALUES (:id, :tenant, :figure, :by, :part, :label, :value, :now, ARRAY[:rule], :opens)
				ON CONFLICT (tenant_id, figure, way, part) WHERE recovered_at IS NULL DO UPDATE
				   SET told_rules = figure_alerts.told_rules || excluded.told_rules, value = excluded.value,
				       opens = coalesce(figure_alerts.opens, excluded.opens), updated_at = now()
				 WHERE NOT figure_alerts.told_rules @> excluded.told_rules
				RETURNING id
				""")
			.param("id", UUID.randomUUID())
			.param("tenant", Tenancy.require().id())
			.param("figure", measured.figure())
			.param("by", measured.by())
			.param("part", measured.part())
			.param("label", measured.label())
			.param("value", measured.value())
			.param("now", time(now))
			.param("rule", said.rule())
			.param("opens", said.open().equals(ThresholdTable.NOTHING) ? null : said.open())
			.query(UUID.class)
			.optional();
	}

	/** It is as much as that now, and people know. */
	void count(ThresholdTable.Measured measured) {
		this.jdbc.sql("""
				UPDATE figure_alerts SET value = :value, label = :label, updated_at = now()
				 WHERE figure = :figure AND way = :by AND part = :part AND recovered_at IS NULL
				   AND (value, label) IS DISTINCT FROM (CAST(:value AS float8), CAST(:label AS text))
				""")
			.param("value", measured.value())
			.param("label", measured.label())
			.param("figure", measured.figure())
			.param("by", measured.by())
			.param("part", measured.part())
			.update();
	}

	/** Every other one is not beyond any more. */
	void recover(Collection<UUID> beyond, Instant now) {
		this.jdbc.sql("""
				UPDATE figure_alerts SET recovered_at = :now, updated_at = now()
				 WHERE recovered_at IS NULL AND NOT id = ANY (:beyond)
				""").param("now", time(now)).param("beyond", beyond.toArray(UUID[]::new)).update();
	}

	/** Those that are beyond. */
	List<Row> open() {
		return rows("recovered_at IS NULL", 1000);
	}

	/** Those of the last time, the latest first. */
	List<Row> latest(boolean alsoOver, int most) {
		return rows(alsoOver ? "TRUE" : "recovered_at IS NULL", most);
	}

	private List<Row> rows(String which, int most) {
		return this.jdbc
			.sql("SELECT * FROM figure_alerts WHERE " + which
					+ " ORDER BY recovered_at DESC NULLS FIRST, since DESC, id" + " LIMIT " + most)
			.query((row, number) -> new Row(row.getObject("id", UUID.class), row.getString("figure"),
					row.getString("way"), row.getString("part"), row.getString("label"), row.getDouble("value"),
					row.getObject("since", OffsetDateTime.class).toInstant(),
					instant(row.getObject("recovered_at", OffsetDateTime.class)), row.getString("opens"),
					row.getObject("ticket_id", UUID.class), row.getString("ticket_number")))
			.list();
	}

	/** Takes one for which a ticket is yet to be opened, alone. */
	Optional<Row> takeToOpen(UUID id) {
		return this.jdbc.sql(
				"SELECT id FROM figure_alerts WHERE id = :id AND opens IS NOT NULL AND ticket_number IS NULL FOR UPDATE")
			.param("id", id)
			.query(UUID.class)
			.optional()
			.flatMap((found) -> open().stream().filter((row) -> row.id().equals(id)).findFirst());
	}

	void opened(UUID id, TicketRef ticket) {
		this.jdbc
			.sql("UPDATE figure_alerts SET ticket_id = :ticket, ticket_number = :number, updated_at = now()"
					+ " WHERE id = :id")
			.param("ticket", ticket.id())
			.param("number", ticket.number())
			.param("id", id)
			.update();
	}

	/** Nothing can be opened for it. */
	void openNothing(UUID id) {
		this.jdbc.sql("UPDATE figure_alerts SET opens = NULL, updated_at = now() WHERE id = :id")
			.param("id", id)
			.update();
	}

	private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
		return (at != null) ? at.toInstant() : null;
	}

	private static OffsetDateTime time(Instant at) {
		return at.atOffset(ZoneOffset.UTC);
	}

	/** As it is kept. */
	record Row(UUID id, String figure, String by, String part, String label, double value, Instant since,
			@Nullable Instant recoveredAt, @Nullable String opens, @Nullable UUID ticketId,
			@Nullable String ticketNumber) {

		boolean isOf(ThresholdTable.Measured measured) {
			return this.figure.equals(measured.figure()) && this.by.equals(measured.by())
					&& this.part.equals(measured.part());
		}

		boolean isToOpen() {
			return this.opens != null && this.ticketNumber == null;
		}

	}

}
