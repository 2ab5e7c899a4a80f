package io.nagare.ticket;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import io.nagare.directory.Caller;
import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.shared.TicketKind;
import io.nagare.ticket.journal.Stamp;
import io.nagare.ticket.query.TicketReads;
import io.nagare.ticket.query.TicketRow;
import org.jspecify.annotations.Nullable;

/**
 * A type of ticket, such as incidents: what is special about it where all tickets are
 * served alike. It is registered once with {@link TicketTypes}; what the product ships is
 * a bean.
 *
 * @param <T> the record of such a ticket
 * @param <F> what requests say of one
 */
public interface TicketType<T extends Ticket, F extends TicketFields> extends TicketKind {

	/** The word of {@link #actors} for whom somebody else asks for something. */
	String REQUESTED_FOR = "requested_for";

	/** Who owned the item that a ticket is about when it was reported. */
	String OWNER = "owner";

	@Override
	default boolean isReportedByAll() {
		return false;
	}

	/** Three capital letters before the digits of its numbers. */
	String numberPrefix();

	/** The sequence of its numbers. */
	String numberSequence();

	/** The key of its main process, which begins with each ticket. */
	default String process() {
		return kind();
	}

	/**
	 * The decision table whose output {@code priority} lists the words of its priority,
	 * the highest first.
	 */
	String priorityTable();

	/**
	 * The fields that its table of priorities looks at, each a column of the table by its
	 * name: SQL of the {@code id} of tickets, whoever asks, and the {@code word} of each.
	 */
	default Map<String, String> rated() {
		return Map.of();
	}

	/**
	 * The priority that the table in force gives the ticket as it is; empty where nothing
	 * but what was said decides, or the table does not know its words.
	 */
	default Optional<String> decided(T ticket) {
		return Optional.empty();
	}

	/** The class of its records. */
	Class<T> entity();

	/** The class that the JSON of a report and of a PATCH is read into. */
	Class<F> fields();

	/** The fields that a report must have. */
	default Set<String> required() {
		return Set.of("title");
	}

	/** A row of its lists, as the caller sees it. */
	TicketReads.Selection<? extends TicketRow> selection(Caller caller);

	/** What a row of its lists is. */
	Class<? extends TicketRow> view();

	/** What its {@link #parts} are; null for nothing. */
	default @Nullable Class<?> partsView() {
		return null;
	}

	/**
	 * What one ticket shows beside what each row of a list and every ticket shows.
	 * @param internal whether the caller sees more than its reporter does
	 */
	default @Nullable Object parts(UUID ticketId, boolean internal) {
		return null;
	}

	/**
	 * Checks what a request says of the fields that are its own, or have rules of their
	 * own.
	 * @param ticket null for a report
	 * @param wrong gets a detail for each field that is wrong
	 * @throws Refusal FORBIDDEN where the caller may not say it
	 */
	default void check(@Nullable T ticket, F fields, Caller caller, List<Refusal.Detail> wrong) {
	}

	/** Who reports it: the caller, or whom he names. */
	default UUID reporter(F fields, Caller caller) {
		return caller.userId();
	}

	/** A report with what the type itself knows where the request says nothing. */
	default F completed(F fields) {
		return fields;
	}

	/** The key of the process with which the ticket begins. */
	default String process(T ticket) {
		return process();
	}

	/**
	 * Whether what is reported decides by which process it begins, whose form takes what
	 * a report says beyond the fields of the type.
	 */
	default boolean takesAnswers() {
		return false;
	}

	/** The record of a new ticket; its plain fields are edited afterwards. */
	T open(NewTicket ticket, F fields);

	/**
	 * Writes down what a request says of fields that need no step of the process.
	 * @throws Refusal where the ticket as it is now does not allow it
	 */
	default void edit(T ticket, F fields, Stamp stamp) {
		ticket.edit(fields, stamp);
	}

	/**
	 * What a copy of the ticket says beside what each row of a list shows, by the names
	 * of the fields.
	 */
	default Map<String, Object> copied(UUID ticketId) {
		return Map.of();
	}

	/** The ticket was saved with what the fields say. */
	default void edited(T ticket, F fields) {
	}

	/**
	 * The fields that a PATCH changes by an action of their own, such as the impact of an
	 * incident.
	 */
	default Map<String, ActionField<T>> actionFields() {
		return Map.of();
	}

	/**
	 * The fields of its shipped forms that a PATCH may name beside a status; only the
	 * OpenAPI document asks.
	 */
	default List<String> formFields() {
		return List.of();
	}

	/**
	 * What people call a word of one of its own fields; empty where the models say it, or
	 * nobody does.
	 * @param field its name in the API, such as {@code impact}
	 */
	default Optional<Label> called(String field, String word) {
		return Optional.empty();
	}

	/** What its forms show and offer beyond what every ticket has. */
	default Map<String, Object> formContext(UUID ticketId) {
		return Map.of();
	}

	/**
	 * What the form that is filled in to report one offers beyond what every such form
	 * does.
	 */
	default Map<String, Object> reportContext() {
		return Map.of();
	}

	/** Those of it that a choice may offer by its {@code valuesKey}. */
	default Set<String> formLists() {
		return Set.of();
	}

	/**
	 * Whom its models name in {@code actors} and {@code excluded}, beyond those of every
	 * ticket: those people, by the word, such as {@code implementers}.
	 */
	default Map<String, Function<T, Set<UUID>>> actors() {
		return Map.of();
	}

	/** The messages that the product sends to its processes. */
	default Set<String> messages() {
		return Set.of();
	}

	/** Those of one of its {@link #actors}; nobody, of another word. */
	default Set<UUID> actors(String word, Ticket ticket) {
		Function<T, Set<UUID>> people = actors().get(word);
		return (people != null && entity().isInstance(ticket)) ? people.apply(entity().cast(ticket)) : Set.of();
	}

	/**
	 * Whom a confidential ticket concerns beside its reporter, its assignee and its team,
	 * such as those who vote on it: SQL of the ids of the tickets that concern the user
	 * {@code :me} of the tenant {@code :tenant}.
	 */
	default Optional<String> concerning() {
		return Optional.empty();
	}

	/**
	 * Who decides on tickets of others without being an agent, such as the manager of who
	 * asks: SQL of the ids of the tickets that the user {@code :me} of the tenant
	 * {@code :tenant} may read for that.
	 */
	default Optional<String> entrusted() {
		return Optional.empty();
	}

	/**
	 * Entrusts the ticket to the manager whom one of its decisions is offered to, where
	 * managers read no such ticket otherwise.
	 */
	default void offersDecisionTo(Ticket ticket, UUID manager) {
		// managers who decide read every ticket
	}

	/** Whether those add public notes and files as the reporter does. */
	default boolean hearsEntrusted() {
		return false;
	}

	/**
	 * Whether what was reported as one of these may turn out to be of another such type,
	 * and the other way round.
	 */
	default boolean isConverted() {
		return false;
	}

	/**
	 * Whether files are kept from who sees no internal notes until
	 * {@link io.nagare.ticket.attachment.Attachments#release} shows them.
	 */
	default boolean holdsFilesBack() {
		return false;
	}

	/**
	 * The views that its lists have beside those of {@link StandingViews every type}:
	 * conditions on {@code tickets t}, by their keys.
	 */
	default Map<String, String> views() {
		return Map.of();
	}

	/** Whether its service levels look at who reported it. */
	default boolean isAgreedWithReporter() {
		return true;
	}

	/**
	 * A field that an action changes.
	 *
	 * @param action the action that a PATCH of the field performs
	 * @param present the field as it is; the same again performs nothing
	 */
	record ActionField<T extends Ticket>(String action, Function<T, String> present) {
	}

}
