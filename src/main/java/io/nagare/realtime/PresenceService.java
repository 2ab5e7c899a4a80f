package io.nagare.realtime;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.access.TicketAccess;

/**
 * Who looks at a ticket, or writes in it, at this moment. Whoever does says so every half
 * minute, and is forgotten a minute after he said it last.
 */
@Component
@Transactional
public class PresenceService {

	/** He has it open. */
	private static final String VIEWING = "viewing";

	/** He writes a note or fills in a form. */
	private static final String WRITING = "writing";

	private static final String PRESENT = """
			SELECT ticket_id, user_id, mode, since FROM live_presence WHERE until > now()
			""";

	private static final String SAY = """
			INSERT INTO live_presence AS present (tenant_id, ticket_id, user_id, mode, since, until)
			VALUES (:tenant, :ticket, :user, :mode, now(), now() + interval '60 seconds')
			ON CONFLICT (ticket_id, user_id) DO UPDATE SET mode = excluded.mode, until = excluded.until,
				since = CASE WHEN present.until > now() THEN present.since ELSE excluded.since END
			""";

	private final NamedParameterJdbcTemplate jdbc;

	private final LiveEventPublisher publisher;

	private final Tickets tickets;

	private final TicketAccess access;

	private final Directory directory;

	private final CurrentCaller callers;

	private final Clock clock;

	PresenceService(NamedParameterJdbcTemplate jdbc, LiveEventPublisher publisher, Tickets tickets, TicketAccess access,
			Directory directory, CurrentCaller callers, Clock clock) {
		this.jdbc = jdbc;
		this.publisher = publisher;
		this.tickets = tickets;
		this.access = access;
		this.directory = directory;
		this.callers = callers;
		this.clock = clock;
	}

	/**
	 * Who is present at each ticket where somebody is, as far as the caller may read it
	 * and works with tickets of its kind.
	 * @param ticket id or number of the one that is asked about; null for all
	 */
	@Transactional(readOnly = true)
	public List<Presence> present(@Nullable String ticket) {
		Caller me = me();
		@Nullable UUID only = (ticket != null) ? this.tickets.idOf(ticket, "ticket") : null;
		List<Row> rows = this.jdbc.query(
				PRESENT + ((only != null) ? " AND ticket_id = :ticket" : "") + " ORDER BY since",
				(only != null) ? Map.of("ticket", only) : Map.of(), (row, number) -> row(row));
		return presences(rows).values().stream().filter((one) -> isFor(me, one.ticket())).map(Present::view).toList();
	}

	private boolean isFor(Caller me, Ticket ticket) {
		return me.may(ticket.kind() + ":read") && this.access.mayRead(me, ticket);
	}

	private Map<UUID, Present> presences(List<Row> rows) {
		Map<UUID, List<Row>> byTicket = rows.stream()
			.collect(Collectors.groupingBy(Row::ticket, LinkedHashMap::new, Collectors.toList()));
		Map<UUID, User> people = this.directory.users(rows.stream().map(Row::user).collect(Collectors.toSet()));
		Map<UUID, Present> all = new LinkedHashMap<>();
		for (Ticket ticket : this.tickets.all(byTicket.keySet())) {
			List<PresentPerson> present = new ArrayList<>();
			for (Row row : byTicket.getOrDefault(ticket.id(), List.of())) {
				User user = people.get(row.user());
				if (user != null) {
					present.add(PresentPerson.of(user, row));
				}
			}
			all.put(ticket.id(), new Present(ticket, present));
		}
		return all;
	}

	/**
	 * The caller is at the ticket.
	 * @param ticket its id or number
	 * @throws Refusal NOT_FOUND where he may not read it
	 */
	public Presence say(String ticket, String mode) {
		Caller me = me();
		Ticket read = this.tickets.readable(ticket, "ticket");
		boolean news = !mode.equals(modeOf(read.id(), me.userId()));
		this.jdbc.update(SAY,
				Map.of("tenant", Tenancy.require().id(), "ticket", read.id(), "user", me.userId(), "mode", mode));
		if (news) {
			tell(List.of(read.id()));
		}
		List<Row> rows = this.jdbc.query(PRESENT + " AND ticket_id = :ticket ORDER BY since",
				Map.of("ticket", read.id()), (row, number) -> row(row));
		Presence all = new Present(read,
				presences(rows).values().stream().flatMap((one) -> one.people().stream()).toList())
			.view();
		return isFor(me, read) ? all : new Presence(all.ticketId(), all.kind(), all.number(),
				all.people().stream().filter((person) -> person.id().equals(me.userId())).toList());
	}

	private @Nullable String modeOf(UUID ticket, UUID user) {
		return this.jdbc
			.queryForList(
					"SELECT mode FROM live_presence WHERE ticket_id = :ticket AND user_id = :user AND until > now()",
					Map.of("ticket", ticket, "user", user), String.class)
			.stream()
			.findFirst()
			.orElse(null);
	}

	/**
	 * The caller has left the ticket; nothing happens where he was not there.
	 * @throws Refusal NOT_FOUND where he may not read it
	 */
	public void leave(String ticket) {
		UUID id = this.tickets.readable(ticket, "ticket").id();
		if (this.jdbc.update("DELETE FROM live_presence WHERE ticket_id = :ticket AND user_id = :user",
				Map.of("ticket", id, "user", me().userId())) > 0) {
			tell(List.of(id));
		}
	}

	/** The tenants of those who have said nothing for a minute; for the platform. */
	@Transactional(readOnly = true)
	public List<UUID> tenantsOfTheSilent() {
		return this.jdbc.queryForList("SELECT DISTINCT tenant_id FROM live_presence WHERE until <= now()", Map.of(),
				UUID.class);
	}

	/** Forgets who said nothing for a minute, of the bound tenant. */
	public int forgetTheSilent() {
		List<UUID> left = this.jdbc.queryForList("DELETE FROM live_presence WHERE until <= now() RETURNING ticket_id",
				Map.of(), UUID.class);
		if (!left.isEmpty()) {
			tell(left);
		}
		return left.size();
	}

	/** Tells everybody who is there now. */
	private void tell(Collection<UUID> ids) {
		List<Row> rows = this.jdbc.query(PRESENT + " AND ticket_id IN (:tickets) ORDER BY since",
				Map.of("tickets", ids), (row, number) -> row(row));
		Map<UUID, Present> present = presences(rows);
		Instant now = this.clock.instant();
		List<LiveEvent> events = new ArrayList<>();
		Set<UUID> each = new TreeSet<>(ids);
		each.forEach((id) -> {
			Present there = present.get(id);
			events.add(new LiveEvent(Tenancy.require().id(), LiveEvent.PRESENCE, id, List.of(), null, now,
					Map.of("people", (there != null) ? there.people() : List.of())));
		});
		this.publisher.publish(events);
	}

	private Caller me() {
		return this.callers.requireMember();
	}

	private static Row row(ResultSet row) throws SQLException {
		return new Row(row.getObject("ticket_id", UUID.class), row.getObject("user_id", UUID.class),
				row.getString("mode"), row.getObject("since", OffsetDateTime.class).toInstant());
	}

	private record Row(UUID ticket, UUID user, String mode, Instant since) {
	}

	private record Present(Ticket ticket, List<PresentPerson> people) {

		Presence view() {
			return new Presence(this.ticket.id(), this.ticket.kind(), this.ticket.number(), this.people);
		}

	}

	/** Who is at a ticket. */
	public record Presence(UUID ticketId, String kind, String number, List<PresentPerson> people) {
	}

	/**
	 * Somebody who is there.
	 *
	 * @param mode {@code viewing} or {@code writing}
	 * @param since when he came
	 */
	public record PresentPerson(UUID id, String username, String firstName, String lastName, @Schema(allowableValues = {
			VIEWING, WRITING }) String mode, Instant since){

		private static PresentPerson of(User user, Row row) {
			return new PresentPerson(user.id(), user.username(), user.firstName(), user.lastName(), row.mode(),
					row.since());
		}

	}

}
