package io.nagare.ticket.query;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.Tenancy;
import io.nagare.ticket.query.TicketCondition.Column;
import io.nagare.ticket.query.TicketSummary.Person;

/** Who made tickets, changed them last, resolved and closed them. */
@Component
@Transactional(readOnly = true)
public class TicketHands {

	private static final Column[] HANDS = { Column.CREATOR, Column.CHANGER, Column.RESOLVER, Column.CLOSER };

	private final NamedParameterJdbcTemplate jdbc;

	TicketHands(NamedParameterJdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Those of each of the tickets that the tenant has. What nobody has done yet, or the
	 * process itself, is nobody's.
	 */
	public Map<UUID, Hands> of(Collection<UUID> tickets) {
		if (tickets.isEmpty()) {
			return Map.of();
		}
		String columns = Arrays.stream(HANDS)
			.map((one) -> "%1$s.id AS %1$s_id, %1$s.username AS %1$s_username, %1$s.first_name AS %1$s_first_name, %1$s.last_name AS %1$s_last_name"
				.formatted(prefix(one)))
			.collect(Collectors.joining(", "));
		String joins = Arrays.stream(HANDS)
			.map((one) -> " LEFT JOIN users_view %s ON %1$s.id = %s".formatted(prefix(one), one.sql()))
			.collect(Collectors.joining());
		Map<UUID, Hands> hands = new LinkedHashMap<>();
		this.jdbc.query(
				"SELECT t.id, " + columns + " FROM tickets t" + joins
						+ " WHERE t.tenant_id = :tenant AND t.id IN (:tickets)",
				Map.of("tenant", Tenancy.require().id(), "tickets", tickets), (row) -> {
					Map<Column, Person> people = new HashMap<>();
					for (Column one : HANDS) {
						Person person = TicketSummary.person(row, prefix(one));
						if (person != null) {
							people.put(one, person);
						}
					}
					hands.put(row.getObject("id", UUID.class), new Hands(people));
				});
		return hands;
	}

	private static String prefix(Column column) {
		return column.name().toLowerCase(Locale.ROOT);
	}

	/** Who did what to one ticket. */
	public record Hands(Map<Column, Person> people) {

		/** Nobody at all. */
		public static final Hands NONE = new Hands(Map.of());

		/** Who did it; null for nobody, or the process. */
		public @Nullable Person of(Column column) {
			return this.people.get(column);
		}

	}

}
