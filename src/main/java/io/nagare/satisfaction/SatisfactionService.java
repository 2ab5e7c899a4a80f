package io.nagare.satisfaction;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketRecords;

/** What reporters of closed tickets are asked, and their answers, each taken once. */
@Component
@Transactional
public class SatisfactionService {

	/** Characters of a comment. */
	public static final int LONGEST = 2000;

	static final int BEST = 5;

	private static final Duration OPEN_FOR = Duration.ofDays(14);

	private final SatisfactionStore store;

	private final TicketRecords records;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	SatisfactionService(SatisfactionStore store, TicketRecords records, ApplicationEventPublisher events, Clock clock) {
		this.store = store;
		this.records = records;
		this.events = events;
		this.clock = clock;
	}

	/** From now on the ticket's reporter may answer. */
	void ask(Ticket ticket) {
		Instant now = this.clock.instant();
		this.store.ask(ticket.id(), now, now.plus(OPEN_FOR));
	}

	/** What the ticket's reporter was asked, and said; empty where nobody asked. */
	@Transactional(readOnly = true)
	public Optional<Satisfaction> of(UUID ticket) {
		return this.store.of(ticket);
	}

	/** Whether the caller could answer now. */
	public boolean isOpenTo(Caller caller, Ticket ticket, Satisfaction satisfaction) {
		return caller.userId().equals(ticket.reporter()) && satisfaction.isOpen(this.clock.instant());
	}

	/**
	 * Takes the answer of a reporter who has signed in.
	 * @throws Refusal FORBIDDEN for everybody else, VALIDATION_FAILED naming what is
	 * wrong, CONFLICT where nobody asked, or it was answered or came too late
	 */
	public Satisfaction answer(Caller caller, Ticket ticket, int score, @Nullable String comment) {
		if (!caller.userId().equals(ticket.reporter())) {
			throw Refusal.forbidden("score", "reporters_only");
		}
		Satisfaction asked = this.store.of(ticket.id())
			.orElseThrow(() -> Refusal.conflict("score", "satisfaction_not_asked"));
		if (!keep(ticket, score, comment, caller.userId())) {
			throw Refusal.conflict("score", (asked.isOpen(this.clock.instant()) || asked.answeredAt() != null)
					? "satisfaction_answered" : "satisfaction_expired");
		}
		return this.store.of(ticket.id()).orElseThrow();
	}

	/** How the question of a link stands; empty where there is none any more. */
	@Transactional(readOnly = true)
	Optional<Asked> asked(UUID id) {
		return this.records.find(Ticket.class, id)
			.flatMap((ticket) -> this.store.of(id)
				.map((one) -> new Asked(ticket.reporter(), ticket.number(),
						ticket.isConfidential() ? null : ticket.title(), (one.answeredAt() != null) ? State.ANSWERED
								: one.isOpen(this.clock.instant()) ? State.OPEN : State.EXPIRED)));
	}

	/** Takes the answer of whoever has the link; nothing where it is not open. */
	boolean answer(UUID id, int score, @Nullable String comment) {
		return this.records.find(Ticket.class, id).filter((ticket) -> keep(ticket, score, comment, null)).isPresent();
	}

	private boolean keep(Ticket ticket, int score, @Nullable String comment, @Nullable UUID by) {
		if (score < 1 || score > BEST) {
			throw Refusal.invalid("score", "not_a_choice", "1, 2, 3, 4, 5");
		}
		@Nullable String said = (comment != null && !comment.isBlank()) ? comment.strip() : null;
		if (said != null && said.length() > LONGEST) {
			throw Refusal.invalid("comment", "too_long", LONGEST);
		}
		boolean kept = this.store.answer(ticket.id(), score, said, this.clock.instant());
		if (kept) {
			this.events.publishEvent(new SatisfactionAnswered(ticket.ref(), Tenancy.require().id(), score, by));
		}
		return kept;
	}

	/** Whether there is still something to answer. */
	public enum State {

		OPEN, ANSWERED, EXPIRED

	}

	/**
	 * What whoever has the link learns.
	 *
	 * @param reporter who is asked
	 * @param title null for a confidential ticket
	 */
	public record Asked(UUID reporter, String number, @Nullable String title, State state) {
	}

}
