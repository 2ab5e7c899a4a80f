package io.nagare.ticket.word;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

import io.swagger.v3.oas.annotations.media.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;

/**
 * Lets words of the tables in force take the place of words that open tickets carry and
 * no table has any more, and takes that back.
 */
@Component
public class WordChanges {

	private static final Logger LOG = LoggerFactory.getLogger(WordChanges.class);

	private static final String MAY = "model:migrate";

	private static final int PER_EVENT = 50;

	private static final int MOST_LISTED = 20;

	private static final int MOST_TOLD = 200;

	private final CurrentCaller callers;

	private final CarriedWords carried;

	private final WordChangeTables tables;

	private final WordChangeStep step;

	private final TicketTypes types;

	private final ApplicationEventPublisher events;

	private final TransactionTemplate transaction;

	WordChanges(CarriedWords carried, WordChangeTables tables, WordChangeStep step, TicketTypes types,
			CurrentCaller callers, ApplicationEventPublisher events, PlatformTransactionManager transactions) {
		this.callers = callers;
		this.carried = carried;
		this.tables = tables;
		this.step = step;
		this.types = types;
		this.events = events;
		this.transaction = new TransactionTemplate(transactions);
	}

	/**
	 * What open tickets carry that no table in force has, and what was done about such
	 * words.
	 * @throws Refusal FORBIDDEN for who may not bring tickets along
	 */
	@Transactional(readOnly = true)
	public WordsInHand list() {
		demand();
		return new WordsInHand(this.carried.dropped(),
				this.tables.latest(MOST_LISTED).stream().map((row) -> view(row, List.of())).toList());
	}

	/**
	 * Begins to give all open tickets that carry the words their successors, in the
	 * background.
	 * @param agrees whether their clocks are agreed anew
	 * @throws Refusal VALIDATION_FAILED naming each word that is still in force, or whose
	 * successor is not
	 */
	@Transactional
	public WordChange begin(List<WordSuccessor> successors, boolean agrees) {
		demand();
		List<Refusal.Detail> wrong = new ArrayList<>();
		Set<List<String>> seen = new HashSet<>();
		for (int i = 0; i < successors.size(); i++) {
			WordSuccessor one = successors.get(i);
			check("successors[" + i + "].", one, wrong);
			if (!seen.add(List.of(one.kind(), one.field(), one.word()))) {
				wrong.add(Refusal.Detail.of("successors[" + i + "].word", "choice_twice", one.word()));
			}
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		Set<UUID> tickets = new TreeSet<>();
		successors.forEach((one) -> tickets.addAll(this.carried.tickets(one)));
		UUID id = this.tables.make(successors, agrees, tickets);
		this.events.publishEvent(new Due(Tenancy.require(), id, false));
		this.events.publishEvent(new WordsChanged(id, false, successors, tickets.size()));
		return read(id);
	}

	private void check(String place, WordSuccessor one, List<Refusal.Detail> wrong) {
		TicketType<?, ?> type = this.types.find(one.kind()).orElse(null);
		if (type == null) {
			wrong.add(Refusal.Detail.of(place + "kind", "not_a_choice",
					String.join(", ", this.types.all().stream().map(TicketType::kind).toList())));
			return;
		}
		Set<String> fields = CarriedWords.fields(type).keySet();
		if (!fields.contains(one.field())) {
			wrong.add(Refusal.Detail.of(place + "field", "not_a_choice", String.join(", ", fields)));
			return;
		}
		List<String> words = this.carried.words(type, one.field());
		if (words.contains(one.word())) {
			wrong.add(Refusal.Detail.of(place + "word", "word_in_force", one.word()));
		}
		if (!words.contains(one.successor())) {
			wrong.add(Refusal.Detail.of(place + "successor", "not_a_choice", String.join(", ", words)));
		}
	}

	/**
	 * How far it is.
	 * @throws Refusal NOT_FOUND where there is none
	 */
	@Transactional(readOnly = true)
	public WordChange read(UUID id) {
		demand();
		return view(this.tables.find(id).orElseThrow(Refusal::notFound),
				this.tables.tickets(id, MOST_TOLD)
					.stream()
					.map((one) -> new WordChangeTicket(one.id(), one.number(), one.kind(), one.state(), one.words(),
							one.next()))
					.toList());
	}

	/** What people read for the words that took part, of each type by itself. */
	private List<WordLabel> labels(List<WordSuccessor> successors, List<WordChangeTicket> tickets) {
		Map<List<String>, WordLabel> labels = new LinkedHashMap<>();
		for (WordSuccessor one : successors) {
			label(labels, one.kind(), one.field(), one.word());
			label(labels, one.kind(), one.field(), one.successor());
		}
		for (WordChangeTicket ticket : tickets) {
			Stream.of(ticket.words(), ticket.next())
				.forEach((words) -> words.forEach((field, word) -> label(labels, ticket.kind(), field, word)));
		}
		return List.copyOf(labels.values());
	}

	private void label(Map<List<String>, WordLabel> labels, String kind, String field, String word) {
		this.types.find(kind)
			.filter((type) -> CarriedWords.fields(type).containsKey(field))
			.ifPresent((type) -> labels.computeIfAbsent(List.of(kind, field, word),
					(key) -> new WordLabel(kind, field, word, this.carried.label(type, field, word))));
	}

	private WordChange view(WordChangeTables.Row row, List<WordChangeTicket> tickets) {
		Map<String, Integer> counts = this.tables.counts(row.id());
		String open = row.takenBack() ? WordChangeTables.CHANGED : WordChangeTables.WAITING;
		String state = counts.containsKey(open) ? (row.takenBack() ? "undoing" : "running")
				: row.takenBack() ? "undone" : "done";
		return new WordChange(row.id(), state, row.successors(), row.agrees(), row.createdAt(),
				counts.values().stream().mapToInt(Integer::intValue).sum(), counts, labels(row.successors(), tickets),
				tickets);
	}

	/**
	 * Begins to give each ticket back the words and clocks that it had, where it still
	 * has what it was given.
	 * @throws Refusal CONFLICT where that was begun before
	 */
	@Transactional
	public WordChange undo(UUID id) {
		demand();
		WordChangeTables.Row row = this.tables.find(id).orElseThrow(Refusal::notFound);
		if (!this.tables.takeBack(id)) {
			throw Refusal.conflict("id", "migration_not_open", "undone");
		}
		this.events.publishEvent(new Due(Tenancy.require(), id, true));
		this.events.publishEvent(new WordsChanged(id, true, row.successors(),
				this.tables.counts(id).getOrDefault(WordChangeTables.CHANGED, 0)));
		return read(id);
	}

	private void demand() {
		this.callers.requireMember().demand(MAY);
	}

	/**
	 * Some tickets, and behind all that others wait for, the next. Without a transaction
	 * of its own: each ticket changes in its own. Done twice, it changes nothing more.
	 */
	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(Due due) {
		String state = due.back() ? WordChangeTables.CHANGED : WordChangeTables.WAITING;
		List<UUID> some = Objects
			.requireNonNull(this.transaction.execute((status) -> this.tables.in(due.change(), state, PER_EVENT)));
		some.forEach((ticket) -> take(due, ticket, state));
		if (some.size() == PER_EVENT) {
			this.transaction.executeWithoutResult((status) -> this.events.publishEvent(due));
		}
	}

	private void take(Due due, UUID ticket, String state) {
		try {
			this.transaction.executeWithoutResult((status) -> this.step.take(due.change(), ticket, state, due.back()));
		}
		catch (RuntimeException ex) {
			LOG.warn("The words of the ticket {} stay as they are", ticket, ex);
			this.transaction.executeWithoutResult((status) -> this.tables.take(due.change(), ticket, state)
				.ifPresent((taken) -> this.tables.becomes(due.change(), ticket, "failed")));
		}
	}

	/**
	 * Tickets of a change are to carry other words.
	 *
	 * @param tenant whose they are
	 * @param back whether it is taken back
	 */
	record Due(TenantId tenant, UUID change, boolean back) implements TenantEvent {
	}

	/**
	 * Words that want a successor, and what was done about others.
	 *
	 * @param words what open tickets carry and no table in force has
	 * @param changes the latest, without their tickets
	 */
	@Schema(name = "WordsInHand")
	public record WordsInHand(List<DroppedWord> words, List<WordChange> changes) {
	}

	/**
	 * Words that take the place of others on open tickets.
	 *
	 * @param state {@code running}, {@code done}, {@code undoing} or {@code undone}
	 * @param agrees whether clocks are agreed anew
	 * @param total how many tickets it concerns
	 * @param counts how many are {@code waiting}, {@code changed}, {@code kept} as they
	 * were, {@code back}, {@code stays} where somebody changed them since, {@code ended}
	 * meanwhile, or {@code failed}
	 * @param labels what people read for all these words
	 * @param tickets what became of each, at most 200, first those that stayed
	 */
	@Schema(name = "WordChange")
	public record WordChange(UUID id, String state, List<WordSuccessor> successors, boolean agrees, Instant createdAt,
			int total, Map<String, Integer> counts, List<WordLabel> labels, List<WordChangeTicket> tickets) {
	}

	/** What people read for a word of a field of a type of ticket. */
	@Schema(name = "WordLabel")
	public record WordLabel(String kind, String field, String word, Label label) {
	}

	/**
	 * What became of a ticket.
	 *
	 * @param kind its type
	 * @param words what it carried before, by the fields; empty while nothing changed
	 * @param next what it was given
	 */
	@Schema(name = "WordChangeTicket")
	public record WordChangeTicket(UUID id, String number, String kind, String state, Map<String, String> words,
			Map<String, String> next) {
	}

}
