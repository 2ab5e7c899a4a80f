package io.nagare.ticket.oncall;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.notification.Notice;
import io.nagare.shared.Label;
import io.nagare.shared.RandomToken;
import io.nagare.shared.Texts;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.journal.Stamp;
import io.nagare.ticket.notice.TicketNoticeService;
import io.nagare.workforce.roster.DutySchedules;

/**
 * Calls those on call for a ticket, one after another. Who is on call is worked out anew
 * for each call, so that a change of shift in between counts; who was called how often is
 * written down with the ticket.
 */
@Component
@Transactional
class OnCallService {

	static final String TABLE = "on-call";

	private static final String UNANSWERED = "on_call_unanswered";

	private final TicketWork work;

	private final TicketAccess access;

	private final DutySchedules duty;

	private final TicketNoticeService notices;

	private final Directory directory;

	OnCallService(TicketWork work, TicketAccess access, DutySchedules duty, TicketNoticeService notices,
			Directory directory) {
		this.work = work;
		this.access = access;
		this.duty = duty;
		this.notices = notices;
		this.directory = directory;
	}

	Ticket ticket(UUID id) {
		return this.work.get(Ticket.class, id);
	}

	/**
	 * Whether the ticket's team has people on call who are not being called for it, while
	 * nobody has it who has answered.
	 */
	boolean wantsCall(UUID id) {
		Ticket ticket = ticket(id);
		return ticket.phase().isActive() && (ticket.assignee().isEmpty() || ticket.responded().isEmpty())
				&& !ticket.isCalled() && ticket.team().filter(this.duty::isPlanned).isPresent()
				&& !this.work.wasTold(id, answered(ticket));
	}

	/** Told once for each team that has the ticket. */
	void foundNobody(UUID id) {
		Ticket ticket = ticket(id);
		if (this.work.tellsFirst(id, "on_call gap " + ticket.team().map(UUID::toString).orElse(""))) {
			Label nobody = Texts.label("ticket.on_call.nobody");
			this.work.note(id, nobody, false);
			this.notices.tell(ticket, UNANSWERED,
					Notice.of("ticket.on_call_unanswered", ticket.title()).saying(ticket.title(), nobody));
		}
	}

	/** What the table is asked by to begin. */
	Map<String, @Nullable Object> facts(UUID id, int round) {
		Ticket ticket = ticket(id);
		Map<String, @Nullable Object> facts = this.directory.tableInputs(ticket.place());
		facts.put("practice", ticket.kind());
		facts.put("priority", ticket.priority());
		facts.put("hours", hours());
		facts.put("round", round);
		return facts;
	}

	/** Inside or outside of the business hours now. */
	String hours() {
		return this.duty.isAfterHours() ? "outside" : "inside";
	}

	/** Which round of calls is next; 0 while nobody is on call. */
	int round(UUID id) {
		return next(ticket(id)).map((user) -> called(id, user) + 1).orElse(0);
	}

	Instant answerDue(int minutes) {
		return this.work.now().at().plus(Duration.ofMinutes(minutes));
	}

	void begin(UUID id) {
		ticket(id).call(true);
	}

	void callNext(UUID id, int minutes) {
		Ticket ticket = ticket(id);
		UUID user = next(ticket).orElse(null);
		if (user == null) {
			return;
		}
		int round = called(id, user) + 1;
		this.work.tellsFirst(id, call(id, user, round));
		if (reportsNow(ticket, user)) {
			this.work.note(id, Texts.label("ticket.on_call.reports", name(user), minutes), false);
			return;
		}
		this.work.note(id, Texts.label("ticket.on_call.called", name(user), round, minutes), false);
		this.notices.tellAmong(ticket, Notice.of("ticket.on_call", ticket.title(), minutes).atOnce().evenToTheActor(),
				Set.of(user));
		Stamp stamp = this.work.now();
		this.work
			.publish(new OnDutyCalled(ticket.ref(), stamp.tenant(), stamp.actor(), stamp.at(), user, round, minutes));
	}

	/**
	 * Whether the person is reporting it in person at this moment, and so has no need to
	 * be told; that counts as the first call. A program that reports as somebody has told
	 * nobody.
	 */
	private boolean reportsNow(Ticket ticket, UUID user) {
		return ticket.reporter().equals(user) && this.work.findCaller()
			.filter((caller) -> caller.userId().equals(user) && caller.program() == null)
			.isPresent();
	}

	void acknowledge(UUID id, @Nullable String comment) {
		Stamp stamp = this.work.now();
		end(id);
		answered(id);
		Ticket ticket = ticket(id);
		ticket.answered(stamp);
		this.work.save(ticket);
		Label said = Texts.label("ticket.on_call.acknowledged", name(stamp.actor()));
		this.work.note(id, (comment != null && !comment.isBlank()) ? said.with(comment.strip()) : said, false);
	}

	void stop(UUID id) {
		UUID actor = this.work.now().actor();
		end(id);
		this.work.note(id, (actor != null) ? Texts.label("ticket.on_call.taken", name(actor))
				: Texts.label("ticket.on_call.stopped"), false);
	}

	void giveUp(UUID id) {
		end(id);
		Ticket ticket = ticket(id);
		this.work.note(id, Texts.label("ticket.on_call.unanswered"), false);
		this.notices.tell(ticket, UNANSWERED, Notice.of("ticket.on_call_unanswered", ticket.title()));
	}

	/** Somebody of the team has answered, who need not have the ticket. */
	void answered(UUID id) {
		this.work.tellsFirst(id, answered(ticket(id)));
	}

	private static String answered(Ticket ticket) {
		return "on_call answered " + ticket.team().map(UUID::toString).orElse("");
	}

	private void end(UUID id) {
		ticket(id).call(false);
		this.work.tellsFirst(id, "on_call %d over".formatted(run(id)));
	}

	/**
	 * Each time that people are called for a ticket counts anew, such as in each team.
	 */
	private int run(UUID id) {
		int run = 1;
		while (this.work.wasTold(id, "on_call %d over".formatted(run))) {
			run++;
		}
		return run;
	}

	private int called(UUID id, UUID user) {
		int times = 0;
		while (this.work.wasTold(id, call(id, user, times + 1))) {
			times++;
		}
		return times;
	}

	private String call(UUID id, UUID user, int round) {
		return "on_call %d %d %s".formatted(run(id), round, RandomToken.hash(user.toString()));
	}

	/** Whoever was called least; of several, whose layer comes first. */
	private Optional<UUID> next(Ticket ticket) {
		return onCall(ticket).stream().min(Comparator.comparingInt((user) -> called(ticket.id(), user)));
	}

	/** Those on call now who may read the ticket, the first to be called first. */
	private List<UUID> onCall(Ticket ticket) {
		List<UUID> onDuty = ticket.team().map(this.duty::onDuty).orElse(List.of());
		if (onDuty.isEmpty()) {
			return onDuty;
		}
		Set<UUID> readers = Set.copyOf(this.access.readersAmong(onDuty, ticket));
		return onDuty.stream().filter(readers::contains).toList();
	}

	private String name(@Nullable UUID user) {
		return Optional.ofNullable(user).flatMap(this.directory::user).map(User::fullName).orElse("");
	}

}
