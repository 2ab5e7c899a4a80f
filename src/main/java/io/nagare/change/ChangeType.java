package io.nagare.change;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.nagare.change.calendar.Conflicts;
import io.nagare.change.calendar.Schedule;
import io.nagare.change.model.StandardModels;
import io.nagare.directory.Caller;
import io.nagare.directory.Directory;
import io.nagare.directory.Roles;
import io.nagare.directory.User;
import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.shared.TimeTexts;
import io.nagare.ticket.NewTicket;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.journal.Stamp;
import io.nagare.ticket.query.TicketReads;
import io.nagare.workflow.FormField;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What is special about changes where all tickets are served alike. */
@Component
class ChangeType implements TicketType<Change, ChangeFields> {

	private static final Label NO_TIME = new Label("", "");

	private static final String NOT_VOTED = "none";

	private static final List<String> VOTES = List.of("approve", "reject", "abstain", "conditional", NOT_VOTED);

	private static final String CONCERNING = """
			SELECT c.id FROM changes c WHERE c.tenant_id = :tenant AND c.implementer_id = :me
			UNION ALL
			SELECT s.change_id FROM change_tasks s WHERE s.tenant_id = :tenant AND s.assignee_id = :me
			UNION ALL
			SELECT r.change_id FROM change_rounds r JOIN change_seats s ON s.round_id = r.id
			 WHERE r.tenant_id = :tenant AND r.outcome IS NULL AND (s.member_id = :me OR s.holder_id = :me)""";

	private static final TicketReads.Selection<ChangeView> SELECTION = new Selection();

	private final Changes changes;

	private final StandardModels models;

	private final Conflicts conflicts;

	private final TicketAccess access;

	private final TicketWork work;

	private final Directory directory;

	ChangeType(Changes changes, StandardModels models, Conflicts conflicts, TicketAccess access, TicketWork work,
			Directory directory) {
		this.changes = changes;
		this.models = models;
		this.conflicts = conflicts;
		this.access = access;
		this.work = work;
		this.directory = directory;
	}

	@Override
	public Map<String, String> views() {
		return Map.of("my_votes",
				"t.id IN (SELECT r.change_id FROM change_seats s JOIN change_rounds r ON r.id = s.round_id"
						+ " WHERE s.holder_id = :me AND s.vote IS NULL AND r.outcome IS NULL)");
	}

	@Override
	public String kind() {
		return Change.KIND;
	}

	@Override
	public String path() {
		return "changes";
	}

	@Override
	public String numberPrefix() {
		return "CHG";
	}

	@Override
	public String numberSequence() {
		return "change_number_seq";
	}

	@Override
	public String priorityTable() {
		return "sla-targets";
	}

	@Override
	public Class<Change> entity() {
		return Change.class;
	}

	@Override
	public Class<ChangeFields> fields() {
		return ChangeFields.class;
	}

	@Override
	public Class<ChangeView> view() {
		return ChangeView.class;
	}

	@Override
	public TicketReads.Selection<ChangeView> selection(Caller caller) {
		return SELECTION;
	}

	@Override
	public Class<Parts> partsView() {
		return Parts.class;
	}

	/** The steps of its plan, without people and times. */
	@Override
	public Map<String, Object> copied(UUID ticketId) {
		return Map.of("tasks",
				parts(ticketId, true).tasks().stream().map((task) -> Map.of("title", task.title())).toList());
	}

	@Override
	public Parts parts(UUID ticketId, boolean internal) {
		return new Parts(this.changes.tasks(ticketId), internal ? this.changes.votes(ticketId) : List.of());
	}

	@Override
	public void check(@Nullable Change change, ChangeFields fields, Caller caller, List<Refusal.Detail> wrong) {
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

	@Override
	public Change open(NewTicket ticket, ChangeFields fields) {
		return new Change(ticket, fields.type().orElse(Change.NORMAL));
	}

	/**
	 * What was assessed stays as it is, but for the documents of an emergency, which may
	 * follow.
	 */
	@Override
	public void edit(Change change, ChangeFields fields, Stamp stamp) {
		if (change.isPlanFixed()) {
			refuseOtherPlan(change, fields);
			change.edit(fields, stamp);
		}
		else {
			checkWindow(change.edit(fields, stamp));
		}
	}

	/** Its window is one, and the point of no return and all steps lie in it. */
	private static void checkWindow(Change change) {
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
	}

	private static void checkInside(Change change, String field, Optional<Instant> at, List<Refusal.Detail> wrong) {
		if (at
			.filter((moment) -> moment.isBefore(change.plannedStart().orElse(Instant.MIN))
					|| moment.isAfter(change.plannedEnd().orElse(Instant.MAX)))
			.isPresent()) {
			wrong.add(Refusal.Detail.of(field, "outside_window"));
		}
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

	@Override
	public Set<String> formLists() {
		return Set.of("steps");
	}

	@Override
	public Map<String, Object> formContext(UUID ticketId) {
		Change change = this.work.get(Change.class, ticketId);
		Map<String, Object> context = new LinkedHashMap<>();
		context.put("window", between(change.plannedStart().orElse(null), change.plannedEnd().orElse(null)));
		context.put("risk", change.describedRisk());
		context.put("plan", change.implementationPlan().orElse(""));
		context.put("backout", change.backoutPlan().orElse(""));
		context.put("conditions", String.join("\n", change.conditions()));
		context
			.put("conflicts",
					Stream
						.concat(lostStanding(change),
								this.conflicts.shownTo(this.work.caller(), change)
									.stream()
									.map((conflict) -> word("conflict." + conflict.kind()) + ": "
											+ conflict.other().label() + " "
											+ between(conflict.overlapStart(), conflict.overlapEnd())
												.in(LocaleContextHolder.getLocale())))
						.collect(Collectors.joining("\n")));
		List<Changes.Task> tasks = this.changes.tasks(ticketId);
		context.put("run_sheet",
				IntStream.range(0, tasks.size())
					.mapToObj((at) -> step(at + 1, tasks.get(at)).in(LocaleContextHolder.getLocale()))
					.collect(Collectors.joining("\n")));
		putVotes(ticketId, context);
		context.put("steps",
				tasks.stream()
					.filter((task) -> task.actualEnd() == null)
					.map((task) -> new FormField.Option(task.id().toString(), task.title()))
					.toList());
		return context;
	}

	private Label step(int number, Changes.Task task) {
		return (task.actualEnd() != null)
				? Texts.label("change.step.done", number, Label.of(task.title()), time(task.actualEnd()))
				: Texts.label("change.step.open", number, Label.of(task.title()));
	}

	/** How the latest round stands, and what the caller says in it, for whom. */
	private void putVotes(UUID ticketId, Map<String, Object> context) {
		List<Changes.SeatView> all = this.changes.votes(ticketId);
		int round = all.stream().mapToInt(Changes.SeatView::round).max().orElse(0);
		List<Changes.SeatView> seats = all.stream().filter((seat) -> seat.round() == round).toList();
		context.put("vote_deadline", seats.stream().findFirst().map((seat) -> time(seat.deadlineAt())).orElse(NO_TIME));
		boolean shown = this.work.caller().isAgent() && !seats.isEmpty();
		context.put("vote_tally",
				!shown ? NO_TIME
						: Texts.label("change.vote.tally",
								VOTES.stream()
									.map((vote) -> seats.stream().filter((seat) -> vote.equals(vote(seat))).count())
									.toArray()));
		UUID me = this.work.caller().userId();
		context.put("own_vote",
				seats.stream()
					.filter((seat) -> seat.holderId().equals(me))
					.map((seat) -> own(seat, me).in(LocaleContextHolder.getLocale()))
					.collect(Collectors.joining("\n")));
	}

	private Label own(Changes.SeatView seat, UUID me) {
		Label vote = Texts.label("change.vote." + vote(seat));
		return seat.memberId().equals(me) ? Texts.label("change.vote.own", vote) : Texts.label("change.vote.for",
				this.directory.user(seat.memberId()).map(User::fullName).orElse(""), vote);
	}

	private static String vote(Changes.SeatView seat) {
		return (seat.vote() != null) ? seat.vote() : NOT_VOTED;
	}

	private static String word(String key) {
		return Texts.label(key).in(LocaleContextHolder.getLocale());
	}

	private Stream<String> lostStanding(Change change) {
		return this.models.noLongerVouchFor(change) ? this.models.followedBy(change)
			.stream()
			.map((model) -> word("conflict.standing_lost") + ": " + model.name()) : Stream.empty();
	}

	@Override
	public Map<String, Function<Change, Set<UUID>>> actors() {
		return Map.of("implementers", Change::implementers, "assessors", this::assessors, "authorisers",
				Change::authorisers, "voters", Change::voters);
	}

	/**
	 * The change's team without those who asked for it or carry it out; where nobody is
	 * left, the managers.
	 */
	private Set<UUID> assessors(Change change) {
		Set<UUID> concerned = new HashSet<>(change.implementers());
		concerned.add(change.reporter());
		Stream<List<User>> teamThenManagers = Stream.concat(change.team().map(this.directory::membersOf).stream(),
				Stream.of(this.directory.withRoles(List.of(Roles.MANAGER))));
		return teamThenManagers
			.map((users) -> users.stream()
				.map(User::id)
				.filter((user) -> !concerned.contains(user))
				.collect(Collectors.toSet()))
			.filter((users) -> !users.isEmpty())
			.findFirst()
			.orElse(Set.of());
	}

	/**
	 * Those who carry it out, and those whose seat waits for a vote, or who sit there for
	 * them.
	 */
	@Override
	public Optional<String> concerning() {
		return Optional.of(CONCERNING);
	}

	private Label between(@Nullable Instant from, @Nullable Instant to) {
		return TimeTexts.between(time(from), time(to));
	}

	private Label time(@Nullable Instant at) {
		return (at != null) ? TimeTexts.of(at, this.directory.zone()) : NO_TIME;
	}

	/** Its steps and, for who sees more than its reporter, its votes. */
	public record Parts(List<Changes.Task> tasks, List<Changes.SeatView> votes) {
	}

	private static final class Selection implements TicketReads.Selection<ChangeView> {

		@Override
		public String kind() {
			return Change.KIND;
		}

		@Override
		public String columns() {
			return """
					h.change_type, h.reason, h.planned_start, h.planned_end, h.point_of_no_return,
					h.implementation_plan, h.backout_plan, h.test_plan, h.backout_tested, h.rehearsed,
					h.team_experience, h.likelihood, h.impact, h.risk_score, h.risk, h.model_id, h.implementer_id,
					h.plan_fixed, h.authority, h.rejection_reason, h.started_at, h.ended_at, h.outcome, h.review""";
		}

		@Override
		public List<String> texts() {
			return List.of("h.reason", "h.implementation_plan", "h.backout_plan", "h.test_plan", "h.rejection_reason",
					"h.review");
		}

		@Override
		public Map<String, String> searched() {
			Map<String, String> searched = new HashMap<>(Map.of("type", "h.change_type", "reason", "h.reason",
					"planned_start", "h.planned_start", "planned_end", "h.planned_end", "implementation_plan",
					"h.implementation_plan", "backout_plan", "h.backout_plan", "test_plan", "h.test_plan", "outcome",
					"h.outcome", "review", "h.review"));
			searched.put("started_at", "h.started_at");
			searched.put("authorised_risk", "h.authorised_risk");
			return searched;
		}

		@Override
		public String join() {
			return "JOIN changes h ON h.id = t.id";
		}

		@Override
		public ChangeView map(ResultSet row) throws SQLException {
			return new ChangeView(summary(row), row.getString("number"), row.getString("change_type"),
					row.getString("reason"), Changes.at(row, "planned_start"), Changes.at(row, "planned_end"),
					Changes.at(row, "point_of_no_return"), row.getString("implementation_plan"),
					row.getString("backout_plan"), row.getString("test_plan"),
					new ChangeFields.RiskAnswers(row.getBoolean("backout_tested"), row.getBoolean("rehearsed"),
							row.getString("team_experience")),
					row.getObject("likelihood", Integer.class), row.getObject("impact", Integer.class),
					row.getObject("risk_score", Integer.class), row.getString("risk"),
					row.getObject("model_id", UUID.class), row.getObject("implementer_id", UUID.class),
					row.getBoolean("plan_fixed"), row.getString("authority"), row.getString("rejection_reason"),
					Changes.at(row, "started_at"), Changes.at(row, "ended_at"), row.getString("outcome"),
					row.getString("review"));
		}

	}

}
