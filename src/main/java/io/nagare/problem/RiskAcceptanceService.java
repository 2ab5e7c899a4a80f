package io.nagare.problem;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.ticket.notice.TicketNoticeService;
import io.nagare.notification.Notice;
import io.nagare.shared.Phase;
import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.Texts;
import io.nagare.shared.Times;
import io.nagare.sla.ServiceLevels;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.journal.Stamp;

/** Living with a problem: who proposes it, who accepts it, and until when. */
@Component
@Transactional
class RiskAcceptanceService {

	private final TicketWork work;

	private final ServiceLevels serviceLevels;

	private final TicketNoticeService notices;

	RiskAcceptanceService(TicketWork work, ServiceLevels serviceLevels, TicketNoticeService notices) {
		this.notices = notices;
		this.work = work;
		this.serviceLevels = serviceLevels;
	}

	boolean mayPropose(UUID id) {
		Problem problem = problem(id);
		return problem.phase() == Phase.IN_WORK && !problem.isRiskProposed();
	}

	void propose(UUID id, String reason, String reviewDate) {
		if (problem(id).isRiskProposed()) {
			throw Refusal.conflict("action", "risk_proposed_already");
		}
		this.work.save(problem(id).proposeRisk(reason, future(reviewDate), this.work.now()));
		this.work.note(id, Texts.label("problem.note.risk_proposed").with(reason), false);
	}

	void approve(UUID id, @Nullable String reason) {
		Problem problem = this.work.save(problem(id).acceptRisk(this.work.now()));
		livedWith(problem);
		noteRisk(id, Texts.label("problem.note.risk_accepted"), reason);
		decided(problem, Texts.label("problem.note.risk_accepted"), reason);
	}

	private void livedWith(Problem problem) {
		this.work.publish(new ProblemGivenUp(Tenancy.require(), problem.id(), problem.number()));
	}

	void reject(UUID id, @Nullable String reason) {
		Problem problem = this.work.save(problem(id).rejectRisk(this.work.now()));
		noteRisk(id, Texts.label("problem.note.risk_rejected"), reason);
		decided(problem, Texts.label("problem.note.risk_rejected"), reason);
	}

	/** The risk is accepted until another day; without one no longer. */
	void review(UUID id, @Nullable String reviewDate, @Nullable String reason) {
		Problem problem = problem(id);
		Stamp stamp = this.work.now();
		Optional<LocalDate> next = given(reviewDate).map(this::future);
		if (next.isPresent()) {
			livedWith(this.work.save(problem.reviewOn(next.get(), stamp)));
		}
		else {
			this.work.save(problem.endRisk(stamp));
		}
		noteRisk(id, Texts.label("problem.note.risk_reviewed"), reason);
	}

	private void decided(Problem problem, Label what, @Nullable String reason) {
		this.notices.tell(problem, "decided",
				Notice.of("ticket.decided", problem.title(), given(reason).map(what::with).orElse(what)));
	}

	private void noteRisk(UUID id, Label what, @Nullable String reason) {
		given(reason).ifPresent((text) -> this.work.note(id, what.with(text), false));
	}

	/** The beginning of the day of the review, where the tenant is. */
	Instant reviewAt(UUID id) {
		return problem(id).riskReviewDate()
			.orElseThrow(Refusal::notFound)
			.atStartOfDay(this.serviceLevels.zone())
			.toInstant();
	}

	private LocalDate future(String date) {
		try {
			LocalDate day = Times.day(date.strip());
			if (!day.isAfter(LocalDate.ofInstant(this.work.now().at(), this.serviceLevels.zone()))) {
				throw Refusal.invalid("review_date", "future");
			}
			return day;
		}
		catch (DateTimeException ex) {
			throw Refusal.invalid("review_date", "wrong_type", "date");
		}
	}

	private Problem problem(UUID id) {
		return this.work.get(Problem.class, id);
	}

	private static Optional<String> given(@Nullable String text) {
		return Optional.ofNullable(text).filter((given) -> !given.isBlank());
	}

}
