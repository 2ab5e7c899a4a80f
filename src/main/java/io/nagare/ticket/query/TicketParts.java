package io.nagare.ticket.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.ticket.link.LinkType;
import io.nagare.shared.Versioned;
import io.nagare.shared.WordOf;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Excerpt;
import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.ticket.access.ReaderMask;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.choice.ChoiceNames;
import io.nagare.ticket.journal.WorkNote;
import io.nagare.ticket.link.TicketLink;
import io.nagare.ticket.query.TicketSummary.Person;

/** Reads what hangs on a ticket: journal, notes, attachments, links. */
@Component
@Transactional(readOnly = true)
public class TicketParts {

	private static final String PERSON = """
			u.id AS person_id, u.username AS person_username, u.first_name AS person_first_name,
			u.last_name AS person_last_name""";

	/** So many of the latest changes are shown, and so many characters of each value. */
	private static final String LATEST = """
			(SELECT x.id, x.ticket_id, x.field_name, x.changed_by, x.changed_at,
			        %s AS old_value, %s AS new_value
			   FROM (SELECT y.*, row_number() OVER (PARTITION BY y.ticket_id ORDER BY y.changed_at DESC, y.field_name DESC) AS back
			           FROM ticket_histories y WHERE y.ticket_id = :ticket AND y.field_name <> 'step') x
			  WHERE x.back <= %d)"""
		.formatted(Excerpt.ofColumn("x.old_value", 1000), Excerpt.ofColumn("x.new_value", 1000), 2000);

	private static final String HISTORY = """
			SELECT h.id, h.field_name, h.old_value, h.new_value, h.changed_at, %s
			  FROM %s h LEFT JOIN users_view u ON u.id = h.changed_by ORDER BY h.changed_at, h.field_name
			""".formatted(PERSON, LATEST);

	private static final String STEPS = """
			SELECT h.process_id, h.process_key, h.process_version, h.new_value, h.element_name, h.element_type,
			       h.changed_at, u.username
			  FROM ticket_histories h LEFT JOIN users_view u ON u.id = h.changed_by
			 WHERE h.ticket_id = :ticket AND h.field_name = 'step' ORDER BY h.changed_at
			""";

	private static final String NOTES = """
			SELECT n.id, n.note_type, n.content, n.content_en, n.is_public, n.created_at, %s
			  FROM ticket_work_notes n LEFT JOIN users_view u ON u.id = n.created_by
			 WHERE n.ticket_id = :ticket AND (n.is_public OR :internal) ORDER BY n.created_at, n.id
			""".formatted(PERSON);

	private static final String ATTACHMENTS = """
			SELECT f.id, f.file_name, f.file_size, f.content_type, f.sha256, f.uploaded_at, x.state, x.reason, %s
			  FROM ticket_attachments f LEFT JOIN users_view u ON u.id = f.uploaded_by
			  LEFT JOIN ticket_attachment_texts x ON x.attachment_id = f.id
			 WHERE f.ticket_id = :ticket AND (f.is_public OR :internal) ORDER BY f.uploaded_at, f.id
			""".formatted(PERSON);

	private static final String LINKS = """
			SELECT l.id, l.link_type, l.source_id = :ticket AS outgoing, t.id AS other_id, t.number, t.kind, t.title,
			       t.status, l.created_at
			  FROM ticket_links l
			  JOIN tickets t ON t.id = CASE WHEN l.source_id = :ticket THEN l.target_id ELSE l.source_id END
			 WHERE (l.source_id = :ticket OR l.target_id = :ticket) AND t.deleted_at IS NULL
			   AND %s ORDER BY l.created_at, l.id
			""";

	private static final String FOLLOWERS = """
			SELECT f.since, %s FROM ticket_followers f JOIN users_view u ON u.id = f.user_id
			 WHERE f.ticket_id = :ticket ORDER BY f.since, u.username
			""".formatted(PERSON);

	private static final String TIMES = """
			SELECT e.id, e.minutes, e.worked_on, e.note, round(e.minutes * e.hourly_rate::numeric / 60)::bigint AS cost,
			       e.version, e.created_at, %s
			  FROM ticket_time_entries e JOIN users_view u ON u.id = e.user_id
			 WHERE e.ticket_id = :ticket ORDER BY e.worked_on, e.created_at, e.id
			""".formatted(PERSON);

	private static final String CHECKLIST = """
			SELECT e.id, e.text, e.done_at, e.version, %s
			  FROM ticket_checklist_items e LEFT JOIN users_view u ON u.id = e.done_by
			 WHERE e.ticket_id = :ticket ORDER BY e.place, e.id
			""".formatted(PERSON);

	/**
	 * All of the above but the steps, followers, times and the checklist, each with its
	 * place among its like, and the sums of the times. One statement costs about what
	 * each of five did.
	 */
	private static final String ALL = """
			SELECT p.*, %s FROM (
			SELECT 1 AS part, row_number() OVER (ORDER BY h.changed_at, h.field_name) AS place, h.id, h.changed_at AS at,
			       h.changed_by AS by, h.field_name AS a, h.old_value AS b, h.new_value AS c, NULL::text AS d,
			       NULL::text AS e, NULL::text AS f, NULL::uuid AS other
			  FROM %s h WHERE :internal
			UNION ALL
			SELECT 2, row_number() OVER (ORDER BY n.created_at, n.id), n.id, n.created_at, n.created_by, n.note_type,
			       n.content, n.is_public::text, n.content_en, NULL, NULL, NULL
			  FROM ticket_work_notes n WHERE n.ticket_id = :ticket AND (n.is_public OR :internal)
			UNION ALL
			SELECT 3, row_number() OVER (ORDER BY f.uploaded_at, f.id), f.id, f.uploaded_at, f.uploaded_by, f.file_name,
			       f.file_size::text, f.content_type, f.sha256, x.state, x.reason, NULL
			  FROM ticket_attachments f LEFT JOIN ticket_attachment_texts x ON x.attachment_id = f.id
			 WHERE f.ticket_id = :ticket AND (f.is_public OR :internal)
			UNION ALL
			SELECT 4, row_number() OVER (ORDER BY l.created_at, l.id), l.id, l.created_at, NULL, l.link_type,
			       (l.source_id = :ticket)::text, t.number, t.kind, t.title, t.status, t.id
			  FROM ticket_links l
			  JOIN tickets t ON t.id = CASE WHEN l.source_id = :ticket THEN l.target_id ELSE l.source_id END
			 WHERE (l.source_id = :ticket OR l.target_id = :ticket) AND t.deleted_at IS NULL AND %s
			UNION ALL
			SELECT 5, 1, NULL, NULL, NULL, coalesce(sum(e.minutes), 0)::text,
			       CASE WHEN bool_and(e.hourly_rate IS NOT NULL)
			            THEN round(sum(e.minutes * e.hourly_rate::numeric) / 60)::bigint::text END,
			       NULL, NULL, NULL, NULL, NULL
			  FROM ticket_time_entries e WHERE e.ticket_id = :ticket HAVING :works
			) p LEFT JOIN users_view u ON u.id = p.by ORDER BY p.part, p.place
			""";

	/** Of the notes, or the changes, of several tickets that are read at once. */
	private static final long MOST_BYTES = 4_000_000;

	private final NamedParameterJdbcTemplate jdbc;

	private final TicketAccess access;

	private final CurrentCaller callers;

	private final ChoiceNames names;

	private final AnswerBudget budget;

	TicketParts(NamedParameterJdbcTemplate jdbc, TicketAccess access, CurrentCaller callers, ChoiceNames names,
			AnswerBudget budget) {
		this.budget = budget;
		this.names = names;
		this.jdbc = jdbc;
		this.access = access;
		this.callers = callers;
	}

	/**
	 * What the ids among a ticket's answers stand for, those of its history included.
	 */
	Map<String, Label> names(Map<String, Object> kept, List<Change> history) {
		Map<String, Collection<Object>> answers = new HashMap<>();
		kept.forEach((key, value) -> answers.computeIfAbsent(key, (other) -> new HashSet<>()).add(value));
		history.forEach((change) -> Stream.of(change.oldValue(), change.newValue())
			.filter(Objects::nonNull)
			.forEach((value) -> answers.computeIfAbsent(change.fieldName(), (key) -> new HashSet<>()).add(value)));
		return this.names.of(answers);
	}

	/**
	 * What hangs on a ticket, as the methods below tell each part.
	 * @param internal whether the journal and internal notes are shown too
	 * @param works whether the time worked is
	 */
	All all(UUID ticket, boolean internal, boolean works) {
		TicketAccess.Visibility readable = this.access.readable(this.callers.require(), "t");
		Map<String, Object> params = new HashMap<>(readable.params());
		params.put("ticket", ticket);
		params.put("internal", internal);
		params.put("works", works);
		All all = new All(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
				new ArrayList<>());
		ReaderMask.Reading reading = this.access.reading();
		this.jdbc.query(ALL.formatted(PERSON, LATEST, readable.sql()), params,
				(RowCallbackHandler) (row) -> all.add(reading.shown(row)));
		this.budget.take(characters(all.notes(), all.history()));
		return all;
	}

	/** The latest changes of fields, oldest first. */
	public List<Change> history(UUID ticket) {
		List<Change> history = read(HISTORY, ticket, true, TicketParts::change);
		this.budget.take(characters(List.of(), history));
		return history;
	}

	private static Change change(ResultSet row, int number) throws SQLException {
		return new Change(row.getObject("id", UUID.class), row.getString("field_name"), row.getString("old_value"),
				row.getString("new_value"), TicketSummary.person(row, "person"), at(row, "changed_at"));
	}

	/** Every wait and end that the ticket's processes reached, oldest first. */
	public List<Step> steps(UUID ticket) {
		return read(STEPS, ticket, true,
				(row, number) -> new Step(row.getString("process_id"), row.getString("process_key"),
						row.getInt("process_version"), row.getString("new_value"), name(row.getString("element_name")),
						row.getString("element_type"), row.getString("username"), at(row, "changed_at")));
	}

	/** The name of a step, which is kept in both languages. */
	private static @Nullable String name(@Nullable String both) {
		return (both != null) ? Label.of(both).in(LocaleContextHolder.getLocale()) : null;
	}

	/**
	 * The notes, oldest first.
	 * @param internal whether internal notes are shown too
	 */
	public List<Note> notes(UUID ticket, boolean internal) {
		List<Note> notes = read(NOTES, ticket, internal, TicketParts::note);
		this.budget.take(characters(notes, List.of()));
		return notes;
	}

	private static long characters(Collection<Note> notes, Collection<Change> history) {
		return notes.stream().mapToLong((note) -> note.content().length()).sum()
				+ history.stream().mapToLong((change) -> length(change.oldValue()) + length(change.newValue())).sum();
	}

	private static long length(@Nullable String value) {
		return (value != null) ? value.length() : 0;
	}

	/** One of the notes, without reading the others. */
	public Note note(UUID ticket, UUID id) {
		return one(NOTES, "n", ticket, id, TicketParts::note);
	}

	private <T> T one(String sql, String alias, UUID ticket, UUID id, RowMapper<T> mapper) {
		return this.jdbc
			.query(sql.replace("ORDER BY", "AND " + alias + ".id = :id ORDER BY"),
					Map.of("ticket", ticket, "internal", true, "id", id), this.access.reading().rows(mapper))
			.stream()
			.findFirst()
			.orElseThrow();
	}

	private static Note note(ResultSet row, int number) throws SQLException {
		return new Note(row.getObject("id", UUID.class), row.getString("note_type"),
				content(row.getString("content"), row.getString("content_en")), row.getBoolean("is_public") ? "Y" : "N",
				TicketSummary.person(row, "person"), at(row, "created_at"));
	}

	/** In the reader's language what the product wrote, as it is what people said. */
	private static String content(String said, @Nullable String english) {
		return (english != null) ? new Label(said, english).in(LocaleContextHolder.getLocale()) : said;
	}

	/**
	 * The attachments, oldest first.
	 * @param internal whether those that are held back are shown too
	 */
	public List<Attachment> attachments(UUID ticket, boolean internal) {
		return read(ATTACHMENTS, ticket, internal,
				(row, number) -> new Attachment(row.getObject("id", UUID.class), row.getString("file_name"),
						row.getString("file_size"), row.getString("content_type"), row.getString("sha256"),
						TicketSummary.person(row, "person"), at(row, "uploaded_at"), row.getString("state"),
						row.getString("reason")));
	}

	/**
	 * The links in both directions, oldest first, to tickets that the current caller may
	 * read.
	 */
	public List<Link> links(UUID ticket) {
		TicketAccess.Visibility readable = this.access.readable(this.callers.require(), "t");
		Map<String, Object> params = new HashMap<>(readable.params());
		params.put("ticket", ticket);
		return this.jdbc.query(LINKS.formatted(readable.sql()), params,
				this.access.reading().rows((row, number) -> link(row)));
	}

	/** Who follows the ticket, in the order in which they began. */
	public List<Follower> followers(UUID ticket) {
		return read(FOLLOWERS, ticket, true, (row,
				number) -> new Follower(Objects.requireNonNull(TicketSummary.person(row, "person")), at(row, "since")));
	}

	/** The time worked, by day. */
	public List<TimeWorked> timeEntries(UUID ticket) {
		return read(TIMES, ticket, true, TicketParts::timeWorked);
	}

	/** One entry of it, without reading the others. */
	public TimeWorked timeEntry(UUID ticket, UUID id) {
		return one(TIMES, "e", ticket, id, TicketParts::timeWorked);
	}

	/** What is to be ticked off, in its order. */
	public List<ChecklistLine> checklist(UUID ticket) {
		return read(CHECKLIST, ticket, true, TicketParts::checklistLine);
	}

	/** One line of it, without reading the others. */
	public ChecklistLine checklistLine(UUID ticket, UUID id) {
		return one(CHECKLIST, "e", ticket, id, TicketParts::checklistLine);
	}

	private static ChecklistLine checklistLine(ResultSet row, int number) throws SQLException {
		Instant done = TicketSummary.instant(row, "done_at");
		return new ChecklistLine(row.getObject("id", UUID.class), row.getString("text"), done != null,
				TicketSummary.person(row, "person"), done, row.getLong("version"));
	}

	private static TimeWorked timeWorked(ResultSet row, int number) throws SQLException {
		return new TimeWorked(row.getObject("id", UUID.class),
				Objects.requireNonNull(TicketSummary.person(row, "person")), row.getInt("minutes"),
				row.getObject("worked_on", LocalDate.class), row.getString("note"), row.getObject("cost", Long.class),
				at(row, "created_at"), row.getLong("version"));
	}

	private static Link link(ResultSet row) throws SQLException {
		return new Link(row.getObject("id", UUID.class), row.getString("link_type"),
				row.getBoolean("outgoing") ? "outgoing" : "incoming", row.getObject("other_id", UUID.class),
				row.getString("number"), row.getString("kind"), row.getString("title"), row.getString("status"),
				at(row, "created_at"));
	}

	private <T> List<T> read(String sql, UUID ticket, boolean internal, RowMapper<T> mapper) {
		return this.jdbc.query(sql, Map.of("ticket", ticket, "internal", internal), this.access.reading().rows(mapper));
	}

	private static Instant at(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

	/** Everything but the steps, and the sums of the times, where they are shown. */
	record All(List<Change> history, List<Note> notes, List<Attachment> attachments, List<Link> links,
			List<Worked> worked) {

		private void add(ResultSet row) throws SQLException {
			UUID id = row.getObject("id", UUID.class);
			String first = row.getString("a");
			switch (row.getInt("part")) {
				case 1 -> this.history.add(new Change(id, first, row.getString("b"), row.getString("c"),
						TicketSummary.person(row, "person"), at(row, "at")));
				case 2 -> this.notes.add(new Note(id, first, content(row.getString("b"), row.getString("d")),
						row.getBoolean("c") ? "Y" : "N", TicketSummary.person(row, "person"), at(row, "at")));
				case 3 -> this.attachments.add(new Attachment(id, first, row.getString("b"), row.getString("c"),
						row.getString("d"), TicketSummary.person(row, "person"), at(row, "at"), row.getString("e"),
						row.getString("f")));
				case 5 -> this.worked.add(new Worked(Integer.parseInt(first),
						(row.getString("b") != null) ? Long.valueOf(row.getString("b")) : null));
				default -> this.links.add(new Link(id, first, row.getBoolean("b") ? "outgoing" : "incoming",
						row.getObject("other", UUID.class), row.getString("c"), row.getString("d"), row.getString("e"),
						row.getString("f"), at(row, "at")));
			}
		}

	}

	/**
	 * The changes of several tickets, in one statement.
	 * @throws Refusal VALIDATION_FAILED where they are more than one answer holds
	 */
	public Map<UUID, List<Change>> histories(Collection<UUID> tickets) {
		demandFit("history", tickets, """
				SELECT coalesce(sum(least(coalesce(octet_length(old_value), 0), 3000)
				                    + least(coalesce(octet_length(new_value), 0), 3000)), 0)
				  FROM ticket_histories WHERE ticket_id = ANY (:tickets) AND field_name <> 'step' AND :internal
				""", true);
		return read(HISTORY, "h", tickets, true, TicketParts::change);
	}

	/**
	 * The notes of several tickets, in one statement.
	 * @throws Refusal VALIDATION_FAILED where they are more than one answer holds
	 */
	public Map<UUID, List<Note>> notes(Collection<UUID> tickets, boolean internal) {
		demandFit("workNotes", tickets, """
				SELECT coalesce(sum(octet_length(content)), 0) FROM ticket_work_notes
				 WHERE ticket_id = ANY (:tickets) AND (is_public OR :internal)
				""", internal);
		return read(NOTES, "n", tickets, internal, TicketParts::note);
	}

	/** Asked before anything is read; one ticket's are bounded where they are written. */
	private void demandFit(String field, Collection<UUID> tickets, String bytes, boolean internal) {
		if (tickets.size() < 2) {
			return;
		}
		Long all = this.jdbc.queryForObject(bytes,
				Map.of("tickets", tickets.toArray(new UUID[0]), "internal", internal), Long.class);
		if (all != null && all > MOST_BYTES) {
			throw Refusal.invalid(field, "too_much_at_once");
		}
		this.budget.take((all != null) ? all : 0);
	}

	/** The attachments of several tickets, in one statement. */
	public Map<UUID, List<Attachment>> attachments(Collection<UUID> tickets, boolean internal) {
		return read(ATTACHMENTS, "f", tickets, internal,
				(row, number) -> new Attachment(row.getObject("id", UUID.class), row.getString("file_name"),
						row.getString("file_size"), row.getString("content_type"), row.getString("sha256"),
						TicketSummary.person(row, "person"), at(row, "uploaded_at"), row.getString("state"),
						row.getString("reason")));
	}

	private <T> Map<UUID, List<T>> read(String sql, String alias, Collection<UUID> tickets, boolean internal,
			RowMapper<T> mapper) {
		Map<UUID, List<T>> found = new HashMap<>();
		RowMapper<T> shown = this.access.reading().rows(mapper);
		this.jdbc.query(
				sql.replaceFirst("SELECT ", "SELECT " + alias + ".ticket_id, ")
					.replace("= :ticket", "= ANY (:tickets)"),
				Map.of("tickets", tickets.toArray(new UUID[0]), "internal", internal), (row) -> {
					found.computeIfAbsent(row.getObject("ticket_id", UUID.class), (ticket) -> new ArrayList<>())
						.add(shown.mapRow(row, row.getRow()));
				});
		return found;
	}

	/** A change of a field; by nobody where the process itself made it. */
	@Schema(name = "TicketHistory")
	public record Change(UUID id, String fieldName, @Nullable String oldValue, @Nullable String newValue,
			@Nullable Person changedBy, Instant changedAt) {
	}

	/**
	 * A wait or an end that a process reached.
	 *
	 * @param username whose action led there; null for nobody's
	 */
	public record Step(String processId, String processKey, int processVersion, String element, @Nullable String name,
			String type, @Nullable String username, Instant at) {
	}

	/** A note; public ones are read by the reporter too. */
	@Schema(name = "WorkNote")
	public record Note(UUID id, @Schema(allowableValues = {
			"work_note", "resolution_note" }) String noteType, String content,
			@Schema(allowableValues = { "Y", "N" }) String isPublic, @Nullable Person createdBy, Instant createdAt){
	}

	/**
	 * A file; its size in bytes.
	 *
	 * @param textState whether searches find it by what it says: {@code waiting} until it
	 * was read, then {@code searchable} or {@code not_searchable}
	 * @param textReason why they do not: a {@code format} without text,
	 * {@code encrypted}, {@code too_large} unpacked, {@code too_slow} to read, or
	 * {@code broken}; else null
	 */
	public record Attachment(UUID id, String fileName, String fileSize, String contentType, String sha256,
			@Nullable Person uploadedBy, Instant uploadedAt, @Schema(allowableValues = {
					"waiting", "searchable", "not_searchable" }) String textState,
			@Schema(allowableValues = { "format", "encrypted", "too_large", "too_slow",
					"broken" }) @Nullable String textReason){
	}

	/**
	 * A line of a checklist.
	 *
	 * @param text one line
	 * @param isDone whether it is ticked off
	 * @param doneBy who ticked it; null while it is open, and where a program did
	 * @param doneAt when; null while it is open
	 */
	public record ChecklistLine(UUID id, String text, boolean isDone, TicketSummary.@Nullable Person doneBy,
			@Nullable Instant doneAt, long version) implements Versioned {
	}

	/**
	 * Time that somebody worked on the ticket.
	 *
	 * @param workedOn the day
	 * @param cost at the hourly rate of the ticket's team when it was written, in the
	 * tenant's currency; null where the team had none
	 */
	@Schema(name = "TimeEntry")
	public record TimeWorked(UUID id, Person user, int minutes, LocalDate workedOn, @Nullable String note,
			@Nullable Long cost, Instant createdAt, long version) implements Versioned {
	}

	/**
	 * All time worked on the ticket.
	 *
	 * @param cost null where it is not known of some of it, or nothing was worked
	 */
	record Worked(int minutes, @Nullable Long cost) {
	}

	/** Somebody who hears of the ticket because he wants to. */
	@Schema(name = "TicketFollower")
	public record Follower(Person user, Instant since) {
	}

	/** A link and the ticket at its other end. */
	@Schema(name = "TicketLink")
	public record Link(UUID id, @WordOf(LinkType.class) String type, @Schema(allowableValues = {
			"outgoing", "incoming" }) String direction, UUID ticketId, String ticketNumber, String kind, String title,
			String status, Instant createdAt){
	}

}
