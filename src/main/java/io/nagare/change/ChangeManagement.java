package io.nagare.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.Cmdb;
import io.nagare.identity.Caller;
import io.nagare.identity.CurrentCaller;
import io.nagare.identity.Directory;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.ticket.Stamp;
import io.nagare.ticket.Stamps;
import io.nagare.ticket.StatusChanged;
import io.nagare.ticket.TicketAccess;
import io.nagare.ticket.TicketClocks;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.Tickets;
import io.nagare.workflow.Decisions;

/**
 * From the request for a change to its assessment, for the API and, behind its lifecycle,
 * for its process.
 */
@Component
@Transactional
public class ChangeManagement {

	private static final String PRIORITY = "medium";

	private final ChangeRepository changes;

	private final StandardModels models;

	private final ChangeProcess process;

	private final Conflicts conflicts;

	private final Voting voting;

	private final Decisions decisions;

	private final Cmdb cmdb;

	private final Directory directory;

	private final Tickets tickets;

	private final TicketClocks clocks;

	private final TicketAccess access;

	private final CurrentCaller callers;

	private final Stamps stamps;

	private final ApplicationEventPublisher events;

	private final TicketRecords records;

	ChangeManagement(ChangeRepository changes, StandardModels models, ChangeProcess process, Conflicts conflicts,
			Voting voting, Decisions decisions, Cmdb cmdb, Directory directory, Tickets tickets, TicketClocks clocks,
			TicketAccess access, CurrentCaller callers, Stamps stamps, ApplicationEventPublisher events,
			TicketRecords records) {
		this.changes = changes;
		this.models = models;
		this.process = process;
		this.conflicts = conflicts;
		this.voting = voting;
		this.decisions = decisions;
		this.cmdb = cmdb;
		this.directory = directory;
		this.tickets = tickets;
		this.clocks = clocks;
		this.access = access;
		this.callers = callers;
		this.stamps = stamps;
		this.events = events;
		this.records = records;
	}

	/**
	 * Opens a change and runs its process to the first wait.
	 * @return its id
	 * @throws Refusal naming every field that is wrong
	 */
	public UUID request(ChangeFields fields) {
		Caller caller = this.callers.require();
		caller.demand("change:create");
		String priority = fields.priority().orElse(PRIORITY);
		List<Refusal.Detail> wrong = new ArrayList<>();
		fields.others().keySet().forEach((name) -> wrong.add(Refusal.Detail.of(name, "unknown_field")));
		if (!fields.title().isPresent()) {
			wrong.add(Refusal.Detail.of("title", "required"));
		}
		checkPriority(priority, wrong);
		check(fields, wrong);
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		Stamp stamp = this.stamps.now();
		Change change = new Change(this.changes.nextNumber(), fields.type().orElse(Change.NORMAL), fields.title().get(),
				priority, caller.userId(), stamp);
		prioritise(change, priority, stamp);
		this.changes.save(checked(change.edit(fields, stamp)));
		this.process.requested(change.id());
		this.tickets.flush();
		return change.id();
	}

	private List<String> priorities() {
		return this.decisions.allowedValues("sla-targets", "priority");
	}

	private void checkPriority(String priority, List<Refusal.Detail> wrong) {
		if (!priorities().contains(priority)) {
			wrong.add(Refusal.Detail.of("priority", "not_a_choice", String.join(", ", priorities())));
		}
	}

	private void prioritise(Change change, String priority, Stamp stamp) {
		change.rank(priority, priorities().indexOf(priority), stamp);
	}

	private void check(ChangeFields fields, List<Refusal.Detail> wrong) {
		given(fields.categoryId()).filter((id) -> this.directory.category(id).filter((one) -> one.isActive()).isEmpty())
			.ifPresent((id) -> wrong.add(Refusal.Detail.of("category_id", "unknown_category")));
		given(fields.ciIds()).filter((ids) -> this.cmdb.items(ids).size() < ids.stream().distinct().count())
			.ifPresent((ids) -> wrong.add(Refusal.Detail.of("ci_ids", "unknown_ci")));
		given(fields.modelId()).filter((id) -> !this.models.isActive(id))
			.ifPresent((id) -> wrong.add(Refusal.Detail.of("model_id", "unknown_model")));
		given(fields.implementerId()).filter((id) -> !this.access.isAgent(id))
			.ifPresent((id) -> wrong.add(Refusal.Detail.of("implementer_id", "unknown_agent")));
		given(fields.tasks())
			.filter((steps) -> steps.stream()
				.anyMatch((one) -> one.assigneeId() != null && !this.access.isAgent(one.assigneeId())))
			.ifPresent((steps) -> wrong.add(Refusal.Detail.of("tasks", "unknown_agent")));
		given(fields.tasks()).ifPresent((steps) -> IntStream.range(0, steps.size())
			.filter((i) -> steps.get(i).endsBeforeItStarts())
			.forEach((i) -> wrong.add(Refusal.Detail.of("tasks[" + i + "].planned_end", "end_before_start"))));
	}

	private static <T> Optional<T> given(JsonNullable<? extends @Nullable T> field) {
		return field.isPresent() ? Optional.ofNullable(field.get()) : Optional.empty();
	}

	/** Its window is one, and the point of no return and all steps lie in it. */
	private static Change checked(Change change) {
		List<Refusal.Detail> wrong = Schedule.faults(change.plannedStart().orElse(null),
				change.plannedEnd().orElse(null));
		if (wrong.isEmpty()) {
			checkInside(change, "point_of_no_return", change.pointOfNoReturn(), wrong);
			List<ImplementationTask> steps = change.tasks();
			for (int i = 0; i < steps.size(); i++) {
				checkInside(change, "tasks[" + i + "].planned_start", steps.get(i).plannedStart(), wrong);
				checkInside(change, "tasks[" + i + "].planned_end", steps.get(i).plannedEnd(), wrong);
			}
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		return change;
	}

	private static void checkInside(Change change, String field, Optional<Instant> at, List<Refusal.Detail> wrong) {
		if (at
			.filter((moment) -> moment.isBefore(change.plannedStart().orElse(Instant.MIN))
					|| moment.isAfter(change.plannedEnd().orElse(Instant.MAX)))
			.isPresent()) {
			wrong.add(Refusal.Detail.of(field, "outside_window"));
		}
	}

	/**
	 * Takes a change to edit it.
	 * @throws Refusal CONFLICT where it has ended, STALE where the caller saw another
	 * version
	 */
	Change takeForEdit(UUID id, IfMatch ifMatch) {
		Change change = this.tickets.take(Change.class, id);
		ifMatch.check(change.version());
		if (change.phase().isFinal()) {
			throw Refusal.conflict("status", "ended_already", change.status());
		}
		return change;
	}

	/**
	 * Changes fields that need no process. What was assessed stays as it is, but for the
	 * documents of an emergency, which may follow.
	 */
	void edit(Change change, ChangeFields fields) {
		this.callers.require().demand("change:work");
		List<Refusal.Detail> wrong = new ArrayList<>();
		check(fields, wrong);
		given(fields.priority()).ifPresent((priority) -> checkPriority(priority, wrong));
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		if (change.isPlanFixed()) {
			refuseOtherPlan(change, fields);
		}
		Stamp stamp = this.stamps.now();
		change.edit(fields, stamp);
		this.changes.save(change.isPlanFixed() ? change : checked(change));
		if (fields.categoryId().isPresent() || fields.ciIds().isPresent()) {
			this.clocks.agree(change.id());
		}
		this.tickets.refreshTasks(change.id());
	}

	private static void refuseOtherPlan(Change change, ChangeFields fields) {
		List<Refusal.Detail> fixed = new ArrayList<>();
		fix("type", fields.type(), fixed);
		fix("ci_ids", fields.ciIds(), fixed);
		fix("planned_start", fields.plannedStart(), fixed);
		fix("planned_end", fields.plannedEnd(), fixed);
		fix("point_of_no_return", fields.pointOfNoReturn(), fixed);
		fix("risk_answers", fields.riskAnswers(), fixed);
		fix("model_id", fields.modelId(), fixed);
		fix("implementer_id", fields.implementerId(), fixed);
		fix("tasks", fields.tasks(), fixed);
		if (!change.isEmergency()) {
			fix("implementation_plan", fields.implementationPlan(), fixed);
			fix("backout_plan", fields.backoutPlan(), fixed);
			fix("test_plan", fields.testPlan(), fixed);
		}
		if (!fixed.isEmpty()) {
			throw new Refusal(Refusal.Kind.CONFLICT, fixed);
		}
	}

	private static void fix(String name, JsonNullable<?> field, List<Refusal.Detail> fixed) {
		if (field.isPresent()) {
			fixed.add(Refusal.Detail.of(name, "plan_fixed"));
		}
	}

	void agreeServiceLevels(UUID id) {
		this.clocks.agree(id);
	}

	/** The change as the process sees it, whoever asks. */
	Change change(UUID id) {
		return this.records.get(Change.class, id);
	}

	/**
	 * The plan is complete and may be looked at.
	 * @throws Refusal naming what is missing or in the way
	 */
	void submit(UUID id) {
		Stamp stamp = this.stamps.now();
		Change change = change(id);
		demandReady(change, stamp);
		demandThePlanOfItsModel(change);
		this.changes.save(change.release(stamp));
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
		Stamp stamp = this.stamps.now();
		Change change = change(id).rate(new Risk(likelihood, impact), stamp);
		boolean lost = change.outgrewAuthorization() || this.models.noLongerVouchFor(change);
		this.changes.save(lost ? change.freePlan(stamp).release(stamp) : change);
		if (lost) {
			this.tickets.note(id, "承認の範囲を超えたため再評価します / Beyond what was authorised: to be assessed anew", false);
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

	/**
	 * A peer has looked at the plan, which may have changed since it was submitted.
	 * @throws Refusal VALIDATION_FAILED where a no has no reason or a yes a plan that
	 * lacks something, CONFLICT where something is in the way of a yes
	 */
	void assess(UUID id, String decision, @Nullable String reason) {
		Change change = change(id);
		Stamp stamp = this.stamps.now();
		boolean reasoned = reason != null && !reason.isBlank();
		if (!decision.equals("approve") && !reasoned) {
			throw Refusal.invalid("reason", "required");
		}
		if (decision.equals("approve")) {
			demandReady(change, stamp);
			change.fixPlan(stamp).authorise(Set.of(this.callers.require().userId()), stamp);
		}
		else if (decision.equals("reject")) {
			change.reject(String.valueOf(reason), stamp);
		}
		this.changes.save(change.release(stamp));
		if (reasoned) {
			this.tickets.note(id, "評価 / Assessment: " + reason, false);
		}
	}

	void askAuthority(UUID id, String authority) {
		this.changes.save(change(id).askAuthority(authority, this.stamps.now()));
	}

	/** Somebody saw all conflicts there are. */
	void acknowledgeConflicts(UUID id, @Nullable String comment) {
		Change change = change(id);
		List<String> names = this.conflicts.of(change).stream().map((conflict) -> conflict.other().label()).toList();
		this.conflicts.note(change, this.stamps.now());
		this.tickets.note(id,
				Stream.of("競合を確認 / Conflicts acknowledged: " + String.join(", ", names), comment)
					.filter((text) -> text != null && !text.isBlank())
					.reduce((one, two) -> one + "\n" + two)
					.orElse(""),
				false);
	}

	void cancel(UUID id, String reason) {
		this.voting.abandon(id);
		this.changes.save(change(id).cancel(this.stamps.now()));
		this.tickets.note(id, "取消 / Cancelled: " + reason, true);
	}

	/** Tells whoever waits for the change that it has ended. */
	@EventListener
	void on(StatusChanged changed) {
		if (changed.ticket().kind().equals(Change.KIND) && changed.phase().isFinal()) {
			this.events.publishEvent(new ChangeClosed(changed.ticket(), changed.tenant(), changed.actor(), changed.at(),
					change(changed.ticket().id()).outcome().orElse(Outcome.NOT_IMPLEMENTED)));
		}
	}

}
