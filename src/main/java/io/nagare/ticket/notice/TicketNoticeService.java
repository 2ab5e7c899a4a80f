package io.nagare.ticket.notice;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.directory.Team;
import io.nagare.notification.Notice;
import io.nagare.notification.Notifications;
import io.nagare.shared.Label;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketRecords;
import io.nagare.workflow.Decisions;
import io.nagare.workflow.TicketTables;

/**
 * Tells people of the events of a ticket's life: whom, the table {@code ticket-notices}
 * decides; those who may not read the ticket, and who did it himself, are left out.
 */
@Component
public class TicketNoticeService implements TicketTables {

	static final String TABLE = "ticket-notices";

	private static final String UNROUTED = "unrouted";

	private final Decisions decisions;

	private final NoticeAudience audience;

	private final Notifications notifications;

	private final TicketRecords records;

	private final Directory directory;

	TicketNoticeService(Decisions decisions, NoticeAudience audience, Notifications notifications,
			TicketRecords records, Directory directory) {
		this.directory = directory;
		this.records = records;
		this.decisions = decisions;
		this.audience = audience;
		this.notifications = notifications;
	}

	/**
	 * Tells those whom the table names for the event.
	 * @param event a word of the table
	 * @param notice what they are told, where the table has no text of its own
	 */
	public void tell(Ticket ticket, String event, Notice notice) {
		tell(ticket, event, notice, Map.of());
	}

	/**
	 * Tells those whom the table names for the event.
	 * @param people whom the event itself is about, by their word
	 * @return who was told, and by which words of the table
	 */
	public Told tell(Ticket ticket, String event, Notice notice, Map<String, ? extends Collection<UUID>> people) {
		Map<String, @Nullable Object> row = row(ticket, event);
		String words = text(row, "tell");
		Set<UUID> readers = this.audience.readers(ticket, words, people);
		tellReaders(ticket, words, own(row, ticket, () -> notice), readers);
		return new Told(readers, Set.copyOf(NoticeAudience.words(words)));
	}

	/**
	 * Tells those whom the table names for the event and who do not know it yet.
	 * @param knowing those of the people who do
	 * @return who was told
	 */
	public Set<UUID> tellOthers(Ticket ticket, String event, Supplier<Notice> notice,
			Function<Set<UUID>, ? extends Collection<UUID>> knowing) {
		Map<String, @Nullable Object> row = row(ticket, event);
		String words = text(row, "tell");
		Set<UUID> others = new LinkedHashSet<>(this.audience.readers(ticket, words, Map.of()));
		if (!others.isEmpty()) {
			others.removeAll(Set.copyOf(knowing.apply(others)));
		}
		if (!others.isEmpty()) {
			tellReaders(ticket, words, own(row, ticket, notice), others);
		}
		return others;
	}

	/**
	 * Tells the team of a ticket that nobody has any more; those who route tickets, where
	 * it has none.
	 */
	public void tellThatNobodyHas(Ticket ticket) {
		if (!tellTeam(ticket)) {
			tellUnrouted(ticket, () -> true);
		}
	}

	/**
	 * Tells those who route tickets of one that has neither team nor assignee; the caller
	 * too, since routing it is still to be done.
	 * @param isNews whether they do not know it yet; asked only where somebody is to be
	 * told
	 */
	public void tellUnrouted(Ticket ticket, BooleanSupplier isNews) {
		tellOthers(ticket, UNROUTED, () -> Notice.of("ticket.unrouted", ticket.title()).evenToTheActor(),
				(readers) -> isNews.getAsBoolean() ? Set.of() : readers);
	}

	/**
	 * Tells the ticket's team of what nobody there has.
	 * @return whether it has one
	 */
	public boolean tellTeam(Ticket ticket) {
		Optional<Team> team = ticket.team().flatMap(this.directory::team);
		team.ifPresent(
				(known) -> tell(ticket, NoticeAudience.TEAM, Notice.of("ticket.team", ticket.title(), known.name())));
		return team.isPresent();
	}

	/** Tells those of the people who may read the ticket, whatever the table says. */
	public void tellAmong(Ticket ticket, Notice notice, Set<UUID> people) {
		tellReaders(ticket, "", notice, this.audience.readers(ticket, "people", Map.of("people", people)));
	}

	/**
	 * The assignee; where nobody has the ticket, its team; where it has none, those who
	 * route tickets.
	 */
	public Set<UUID> thoseWhoHave(Ticket ticket) {
		boolean unrouted = ticket.assignee().isEmpty() && ticket.team().isEmpty();
		return this.audience.readers(ticket, unrouted ? text(row(ticket, UNROUTED), "tell") : "assignee", Map.of());
	}

	/** Those whom the words wake are told in their quiet time too. */
	private void tellReaders(Ticket ticket, String words, Notice notice, Set<UUID> readers) {
		Notice about = notice.about(ticket.ref()).confidential(ticket.isConfidential());
		this.audience.byUrgency(ticket, words, readers)
			.forEach((urgent, people) -> this.notifications.tell(about.to(people).urgent(about.urgent() || urgent)));
	}

	/** An event of a model's own, of which the table says what it is. */
	public void tell(Ticket ticket, String event) {
		tell(ticket, event, Notice.of("ticket.event", ticket.title(), event));
	}

	@Override
	public Set<String> tables() {
		return Set.of(TABLE);
	}

	@Override
	public int tickets() {
		return this.records.running();
	}

	private Map<String, @Nullable Object> row(Ticket ticket, String event) {
		Map<String, @Nullable Object> inputs = this.directory.tableInputs(ticket.place());
		inputs.put("event", event);
		inputs.put("practice", ticket.kind());
		inputs.put("priority", ticket.priority());
		return this.decisions.evaluate(TABLE, inputs);
	}

	/** In the table's own words, where it has some. */
	private static Notice own(Map<String, @Nullable Object> row, Ticket ticket, Supplier<Notice> notice) {
		String own = text(row, "text");
		return own.isEmpty() ? notice.get() : notice.get().saying(ticket.title(), Label.of(own));
	}

	private static String text(Map<String, @Nullable Object> row, String column) {
		Object cell = row.get(column);
		return (cell != null) ? cell.toString().strip() : "";
	}

	/**
	 * What came of an event.
	 *
	 * @param people who was told
	 * @param words whom the table names
	 */
	public record Told(Set<UUID> people, Set<String> words) {
	}

}
