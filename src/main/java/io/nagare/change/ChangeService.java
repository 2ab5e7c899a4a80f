package io.nagare.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.change.board.Voting;
import io.nagare.change.calendar.Conflict;
import io.nagare.change.calendar.Conflicts;
import io.nagare.change.model.StandardModels;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.ticket.StatusChanged;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.journal.Stamp;
import io.nagare.ticket.notice.TicketNoticeService;
import io.nagare.ticket.sla.TicketClocks;

/** From the request for a change to its assessment. */
@Component
@Transactional
class ChangeService {

	private final TicketWork work;

	private final StandardModels models;

	private final Conflicts conflicts;

	private final Voting voting;

	private final TicketClocks clocks;

	private final TicketNoticeService notices;

	ChangeService(TicketWork work, StandardModels models, Conflicts conflicts, Voting voting, TicketClocks clocks,
			TicketNoticeService notices) {
		this.work = work;
		this.models = models;
		this.conflicts = conflicts;
		this.voting = voting;
		this.clocks = clocks;
		this.notices = notices;
	}

	void agreeServiceLevels(UUID id) {
		this.clocks.agree(id);
	}

	/** The change as the process sees it, whoever asks. */
	Change change(UUID id) {
		return this.work.get(Change.class, id);
	}

	/**
	 * The plan is complete and may be looked at.
	 * @throws Refusal naming what is missing or in the way
	 */
	void submit(UUID id) {
		Stamp stamp = this.work.now();
		Change change = change(id);
		demandReady(change, stamp);
		demandThePlanOfItsModel(change);
		this.work.save(change.release(stamp));
	}

	/** The plan is complete, can still be carried out, and nothing is in its way. */
	private void demandReady(Change change, Stamp stamp) {
		this.models.followedBy(change).ifPresent((model) -> change.follow(model, stamp));
		List<Refusal.Detail> missing = new ArrayList<>();
		require("planned_start", change.plannedStart(), missing);
		require("planned_end", change.plannedEnd(), missing);
		if (!change.isEmergency()) {
			require("implementation_plan", change.implementationPlan(), missing);
			require("backout_plan", change.backoutPlan(), missing);
			require("test_plan", change.testPlan(), missing);
		}
		if (change.isStandard()) {
			require("model_id", change.model(), missing);
		}
		if (!missing.isEmpty()) {
			throw Refusal.invalid(missing);
		}
		if (!change.plannedEnd().orElse(Instant.MIN).isAfter(stamp.at())) {
			throw Refusal.conflict("planned_end", "window_passed");
		}
		demandNothingInTheWay(change);
	}

	/**
	 * What is approved beforehand is the model's plan. Who has another one leaves it to
	 * the model, or asks for a normal change.
	 */
	private void demandThePlanOfItsModel(Change change) {
		List<Refusal.Detail> own = this.models.followedBy(change)
			.filter((model) -> change.isStandard() && model.isStandard())
			.stream()
			.flatMap((model) -> model.differencesOf(change).stream())
			.map((name) -> Refusal.Detail.of(name, "differs_from_model"))
			.toList();
		if (!own.isEmpty()) {
			throw new Refusal(Refusal.Kind.CONFLICT, own);
		}
	}

	private static void require(String name, Optional<?> value, List<Refusal.Detail> missing) {
		if (value.isEmpty()) {
			missing.add(Refusal.Detail.of(name, "required"));
		}
	}

	/** A hard freeze forbids the plan; everything else must have been noted. */
	private void demandNothingInTheWay(Change change) {
		List<Refusal.Detail> wrong = this.conflicts.of(change)
			.stream()
			.flatMap((conflict) -> objection(conflict).stream())
			.toList();
		if (!wrong.isEmpty()) {
			throw new Refusal(Refusal.Kind.CONFLICT, wrong);
		}
	}

	private static Optional<Refusal.Detail> objection(Conflict conflict) {
		if (conflict.blocks()) {
			return Optional.of(Refusal.Detail.of("planned_start", "in_hard_freeze", conflict.other().label()));
		}
		return (conflict.acknowledged() || conflict.passes() != null) ? Optional.empty()
				: Optional.of(Refusal.Detail.of("conflicts", "not_acknowledged", conflict.other().label()));
	}

	/**
	 * How risky it is now. One that was authorised no longer is where its risk rose, as
	 * in another window, or where its model does not vouch for it any more.
	 */
	void rate(UUID id, int likelihood, int impact) {
		Stamp stamp = this.work.now();
		Change change = change(id).rate(new Risk(likelihood, impact), stamp);
		boolean lost = change.outgrewAuthorization() || this.models.noLongerVouchFor(change);
		this.work.save(lost ? change.freePlan(stamp).release(stamp) : change);
		if (lost) {
			this.work.note(id, Texts.label("change.note.beyond"), false);
		}
	}

	/**
	 * A standard change of low risk, whose model vouches for it, or one that is
	 * authorised already.
	 */
	boolean isPreApproved(UUID id) {
		Change change = change(id);
		return change.isAuthorised()
				|| (change.risk().filter(Risk.LOW::equals).isPresent() && this.models.vouchFor(change));
	}

	/** Tells those who may assess it, of an emergency change at any time. */
	void askToAssess(UUID id) {
		Change change = change(id);
		this.notices.tell(change, change.isEmergency() ? "emergency_assessment" : "assessment");
	}

	/**
	 * A peer has looked at the plan, which may have changed since it was submitted.
	 * @throws Refusal VALIDATION_FAILED where a no has no reason or a yes a plan that
	 * lacks something, CONFLICT where something is in the way of a yes
	 */
	void assess(UUID id, String decision, @Nullable String reason) {
		Change change = change(id);
		Stamp stamp = this.work.now();
		String said = (reason != null) ? reason.strip() : "";
		if (!decision.equals("approve") && said.isEmpty()) {
			throw Refusal.invalid("reason", "required");
		}
		if (decision.equals("approve")) {
			demandReady(change, stamp);
			change.fixPlan(stamp).authorise(Set.of(this.work.caller().userId()), stamp);
		}
		else if (decision.equals("reject")) {
			change.reject(said, stamp);
		}
		this.work.save(change.release(stamp));
		if (!said.isEmpty()) {
			this.work.note(id, Texts.label("change.note.assessment").with(said), false);
		}
	}

	void askAuthority(UUID id, String authority) {
		this.work.save(change(id).askAuthority(authority, this.work.now()));
	}

	/** Somebody saw all conflicts there are. */
	void acknowledgeConflicts(UUID id, @Nullable String comment) {
		Change change = change(id);
		List<String> names = this.conflicts.of(change).stream().map((conflict) -> conflict.other().label()).toList();
		this.conflicts.note(change, this.work.now());
		String said = (comment == null || comment.isBlank()) ? "" : "\n" + comment;
		this.work.note(id, Texts.label("change.note.conflicts").with(String.join(", ", names) + said), false);
	}

	void cancel(UUID id, String reason) {
		this.voting.abandon(id);
		this.work.note(id, Texts.label("ticket.note.cancelled").with(reason), true);
	}

	/** Tells whoever waits for the change that it has ended. */
	@EventListener
	void on(StatusChanged changed) {
		if (changed.ticket().kind().equals(Change.KIND) && changed.phase().isFinal()) {
			this.work.publish(new ChangeClosed(changed.ticket(), changed.tenant(), changed.actor(), changed.at(),
					change(changed.ticket().id()).outcome().orElse(Outcome.NOT_IMPLEMENTED)));
		}
	}

}
