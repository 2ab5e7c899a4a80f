package io.nagare.ticket;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Tenants;
import io.nagare.shared.IntegrityCheck;

/**
 * No number is given twice: each stands on one ticket, and none is ahead of its sequence.
 */
@Component
@Transactional(readOnly = true)
class NumberCheck implements IntegrityCheck {

	private static final String TWICE = "SELECT number FROM tickets GROUP BY number HAVING count(*) > 1";

	private static final String AHEAD = """
			SELECT t.number, s.last_value FROM %s s CROSS JOIN LATERAL (
			       SELECT number FROM tickets WHERE left(number, 3) = ANY (?) AND
			              -- of another form than the product's own: never given again
			              CASE WHEN number ~ '^.{3}[0-9]{1,18}$' THEN substring(number from 4)::bigint > s.last_value ELSE false END
			        LIMIT 10) t
			""";

	private final JdbcTemplate jdbc;

	private final TicketTypes types;

	private final Tenants tenants;

	NumberCheck(JdbcTemplate jdbc, TicketTypes types, Tenants tenants) {
		this.jdbc = jdbc;
		this.types = types;
		this.tenants = tenants;
	}

	@Override
	public String name() {
		return "numbers";
	}

	@Override
	public void look(Findings findings) {
		Long all = this.jdbc.queryForObject("SELECT count(*) FROM tickets", Long.class);
		findings.looked((all != null) ? all : 0);
		this.jdbc.query(TWICE, (RowCallbackHandler) (row) -> findings.found("number_twice", row.getString(1), ""));
		List<TicketType<?, ?>> known = Stream
			.concat(this.types.all().stream(),
					this.tenants.active().stream().flatMap((tenant) -> this.types.of(tenant).stream()))
			.distinct()
			.toList();
		known.stream().map(TicketType::numberSequence).distinct().sorted().forEach((sequence) -> {
			TreeSet<String> prefixes = new TreeSet<>();
			known.stream()
				.filter((type) -> type.numberSequence().equals(sequence))
				.forEach((type) -> prefixes.add(type.numberPrefix()));
			this.jdbc.query(
					AHEAD.formatted(sequence), (RowCallbackHandler) (row) -> findings.found("number_ahead",
							row.getString(1), "its sequence is at " + row.getLong(2)),
					(Object) prefixes.toArray(String[]::new));
		});
	}

}
