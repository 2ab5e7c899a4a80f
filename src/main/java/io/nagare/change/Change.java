package io.nagare.change;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

import io.nagare.change.board.Seat;
import io.nagare.change.board.VotingPolicy;
import io.nagare.change.board.VotingRound;
import io.nagare.change.calendar.Window;
import io.nagare.change.model.StandardModel;
import io.nagare.shared.Label;
import io.nagare.shared.Phase;
import io.nagare.shared.Texts;
import io.nagare.ticket.NewTicket;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.journal.Stamp;

/**
 * Adding, modifying or removing anything that could affect a service. Readable by all,
 * changed only inside this module.
 */
@Entity
@Table(name = "changes")
@DiscriminatorValue(Change.KIND)
public class Change extends Ticket {

	/** The practice. */
	public static final String KIND = "change";

	static final String STANDARD = "standard";

	static final String NORMAL = "normal";

	static final String EMERGENCY = "emergency";

	@Column(name = "change_type")
	private String type;

	private @Nullable String reason;

	private @Nullable String implementationPlan;

	private @Nullable String backoutPlan;

	private @Nullable String testPlan;

	private @Nullable Instant plannedStart;

	private @Nullable Instant plannedEnd;

	private @Nullable Instant pointOfNoReturn;

	private boolean backoutTested;

	private boolean rehearsed;

	private String teamExperience = "some";

	private @Nullable Short likelihood;

	private @Nullable Short impact;

	private @Nullable Short riskScore;

	private @Nullable String risk;

	private @Nullable UUID modelId;

	private @Nullable UUID implementerId;

	private boolean planFixed;

	private @Nullable String authority;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private UUID[] authorisedBy = new UUID[0];

	private @Nullable String authorisedRisk;

	/** Its model approved it, and nobody has done so in the model's place. */
	private boolean restsOnModel;

	private @Nullable String rejectionReason;

	private boolean windowOpen;

	private @Nullable Instant startedAt;

	private @Nullable Instant endedAt;

	private @Nullable String outcome;

	private @Nullable String review;

	@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
	@JoinColumn(name = "change_id", nullable = false, updatable = false)
	@OrderBy("position")
	private List<ImplementationTask> tasks = new ArrayList<>();

	@OneToMany(cascade = CascadeType.ALL)
	@JoinColumn(name = "change_id", nullable = false, updatable = false)
	@OrderBy("number")
	private List<VotingRound> rounds = new ArrayList<>();

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected Change() {
	}

	Change(NewTicket opened, String type) {
		super(opened);
		this.type = type;
	}

	/** {@code standard}, {@code normal} or {@code emergency}. */
	public String type() {
		return this.type;
	}

	public boolean isEmergency() {
		return this.type.equals(EMERGENCY);
	}

	public boolean isStandard() {
		return this.type.equals(STANDARD);
	}

	/** When its window begins; empty until it is planned. */
	public Optional<Instant> plannedStart() {
		return Optional.ofNullable(this.plannedStart);
	}

	/** When its window ends; empty until it is planned. */
	public Optional<Instant> plannedEnd() {
		return Optional.ofNullable(this.plannedEnd);
	}

	/** When it is to be carried out; empty until that is planned. */
	public Optional<Window> window() {
		return plannedStart().flatMap((start) -> plannedEnd().map((end) -> new Window(start, end)));
	}

	public Optional<Instant> pointOfNoReturn() {
		return Optional.ofNullable(this.pointOfNoReturn);
	}

	public Optional<String> implementationPlan() {
		return Optional.ofNullable(this.implementationPlan);
	}

	public Optional<String> backoutPlan() {
		return Optional.ofNullable(this.backoutPlan);
	}

	public Optional<String> testPlan() {
		return Optional.ofNullable(this.testPlan);
	}

	boolean isBackoutTested() {
		return this.backoutTested;
	}

	boolean isRehearsed() {
		return this.rehearsed;
	}

	String teamExperience() {
		return this.teamExperience;
	}

	/** The level of its risk; empty until it was rated. */
	public Optional<String> risk() {
		return Optional.ofNullable(this.risk);
	}

	/** The same in words, with what it was made of; empty until then. */
	Label describedRisk() {
		if (this.risk == null) {
			return Label.said("");
		}
		Label level = Texts.find("word." + this.risk).orElse(Label.said(this.risk));
		String of = this.likelihood + " × " + this.impact;
		return new Label(level.ja() + " (" + of + ")", level.en() + " (" + of + ")");
	}

	public Optional<UUID> model() {
		return Optional.ofNullable(this.modelId);
	}

	Optional<UUID> implementer() {
		return Optional.ofNullable(this.implementerId);
	}

	/** Everybody who is to carry it out, and so has no say in whether it is done. */
	public Set<UUID> implementers() {
		Set<UUID> all = new LinkedHashSet<>();
		implementer().ifPresent(all::add);
		this.tasks.forEach((task) -> task.assignee().ifPresent(all::add));
		return all;
	}

	/** Those who vote on it, or did so last. */
	Set<UUID> voters() {
		return round().map(VotingRound::holders).orElse(Set.of());
	}

	/** Why it will not be carried out. */
	Optional<String> rejectionReason() {
		return Optional.ofNullable(this.rejectionReason);
	}

	/** Whether it may be carried out as it is. */
	public boolean isAuthorised() {
		return this.authorisedRisk != null;
	}

	/** Whether nobody authorised it himself: the model that it follows vouches for it. */
	public boolean restsOnModel() {
		return this.restsOnModel;
	}

	/** Whether its risk is above what was authorised. */
	boolean outgrewAuthorization() {
		return this.risk != null && this.authorisedRisk != null && Risk.isAbove(this.risk, this.authorisedRisk);
	}

	/** Everybody who approved it as it stands, and so does not carry it out. */
	Set<UUID> authorisers() {
		Set<UUID> all = new LinkedHashSet<>(List.of(this.authorisedBy));
		all.addAll(approvers());
		return all;
	}

	/** Whether the plan was assessed, so that what is voted on is what will be done. */
	boolean isPlanFixed() {
		return this.planFixed;
	}

	/** The word of the table that says who authorises it; empty until it was asked. */
	public Optional<String> authority() {
		return Optional.ofNullable(this.authority);
	}

	/** How it ended; empty until then. */
	public Optional<Outcome> outcome() {
		return Optional.ofNullable(this.outcome).map(Outcome::of);
	}

	List<ImplementationTask> tasks() {
		return List.copyOf(this.tasks);
	}

	/** What needs no process. Whoever calls has checked the fields. */
	Change edit(ChangeFields fields, Stamp stamp) {
		super.edit(fields, stamp);
		fields.type().ifPresent((value) -> {
			changed("type", this.type, value, stamp);
			this.type = value;
		});
		this.reason = now("reason", this.reason, fields.reason(), stamp);
		this.plannedStart = now("planned_start", this.plannedStart, fields.plannedStart(), stamp);
		this.plannedEnd = now("planned_end", this.plannedEnd, fields.plannedEnd(), stamp);
		this.pointOfNoReturn = now("point_of_no_return", this.pointOfNoReturn, fields.pointOfNoReturn(), stamp);
		this.implementationPlan = now("implementation_plan", this.implementationPlan, fields.implementationPlan(),
				stamp);
		this.backoutPlan = now("backout_plan", this.backoutPlan, fields.backoutPlan(), stamp);
		this.testPlan = now("test_plan", this.testPlan, fields.testPlan(), stamp);
		fields.riskAnswers().ifPresent((answers) -> answer(answers, stamp));
		this.modelId = now("model_id", this.modelId, fields.modelId(), stamp);
		this.implementerId = now("implementer_id", this.implementerId, fields.implementerId(), stamp);
		fields.tasks().ifPresent((steps) -> plan(steps, stamp));
		return this;
	}

	private <T> @Nullable T now(String field, @Nullable T before, JsonNullable<? extends @Nullable T> after,
			Stamp stamp) {
		if (!after.isPresent()) {
			return before;
		}
		changed(field, before, after.get(), stamp);
		return after.get();
	}

	private void answer(ChangeFields.RiskAnswers answers, Stamp stamp) {
		changed("backout_tested", this.backoutTested, answers.backoutTested(), stamp);
		this.backoutTested = answers.backoutTested();
		changed("rehearsed", this.rehearsed, answers.rehearsed(), stamp);
		this.rehearsed = answers.rehearsed();
		changed("team_experience", this.teamExperience, answers.teamExperience(), stamp);
		this.teamExperience = answers.teamExperience();
	}

	private void plan(List<ChangeFields.Step> steps, Stamp stamp) {
		changed("tasks", this.tasks.stream().map(ImplementationTask::title).toList(),
				steps.stream().map(ChangeFields.Step::title).toList(), stamp);
		this.tasks.clear();
		steps.forEach((step) -> this.tasks.add(new ImplementationTask(this.tasks.size() + 1, step)));
	}

	/** What the model says where the change itself says nothing. */
	Change follow(StandardModel model, Stamp stamp) {
		this.implementationPlan = otherwise("implementation_plan", this.implementationPlan, model.implementationPlan(),
				stamp);
		this.backoutPlan = otherwise("backout_plan", this.backoutPlan, model.backoutPlan(), stamp);
		this.testPlan = otherwise("test_plan", this.testPlan, model.testPlan(), stamp);
		return this;
	}

	private @Nullable String otherwise(String field, @Nullable String own, @Nullable String ofModel, Stamp stamp) {
		if (own != null && !own.isBlank()) {
			return own;
		}
		changed(field, own, ofModel, stamp);
		return ofModel;
	}

	/** It waits for whoever comes first of its team. */
	public Change release(Stamp stamp) {
		give(team().orElse(null), null, stamp);
		return this;
	}

	Change rate(Risk rated, Stamp stamp) {
		changed("risk_score", this.riskScore, (short) rated.score(), stamp);
		this.likelihood = (short) rated.likelihood();
		this.impact = (short) rated.impact();
		this.riskScore = (short) rated.score();
		changed("risk", this.risk, rated.level(), stamp);
		this.risk = rated.level();
		return this;
	}

	/** The plan is what it is now, until somebody asks for another. */
	Change fixPlan(Stamp stamp) {
		changed("plan_fixed", this.planFixed, true, stamp);
		this.planFixed = true;
		return this;
	}

	/** The plan may be changed again; whatever was authorised no longer is. */
	public Change freePlan(Stamp stamp) {
		changed("plan_fixed", this.planFixed, false, stamp);
		this.planFixed = false;
		this.authority = null;
		this.authorisedRisk = null;
		this.restsOnModel = false;
		forgetApprovals();
		return authorise(Set.of(), stamp);
	}

	/** These people approved it; whoever did so before on the way no longer matters. */
	public Change authorise(Set<UUID> by, Stamp stamp) {
		approvalIsOnRecord();
		changed("authorised_by", Set.of(this.authorisedBy), by, stamp);
		this.authorisedBy = by.toArray(new UUID[0]);
		return this;
	}

	/** The board may vote once more. */
	public Change openRound(VotingPolicy policy, List<Seat> seats, Stamp stamp) {
		this.rounds.add(new VotingRound(id(), this.rounds.size() + 1, policy, seats, stamp));
		return this;
	}

	/**
	 * On which conditions the last round of votes would have the change; empty where it
	 * did not end so.
	 */
	List<String> conditions() {
		return round().stream()
			.flatMap((round) -> round.conditions().stream())
			.flatMap((seat) -> seat.reason().stream())
			.toList();
	}

	/** The latest round of votes; empty before the first. */
	public Optional<VotingRound> round() {
		return this.rounds.isEmpty() ? Optional.empty() : Optional.of(this.rounds.get(this.rounds.size() - 1));
	}

	Change askAuthority(String authority, Stamp stamp) {
		changed("authority", this.authority, authority, stamp);
		this.authority = authority;
		return this;
	}

	/**
	 * Somebody voted, which is told with the record, so that whoever follows the change
	 * sees it.
	 * @param member whose seat it is
	 * @param holder who votes
	 */
	public Change voted(String vote, UUID member, UUID holder, Stamp stamp) {
		approvalIsOnRecord();
		if (!member.equals(holder)) {
			changed("vote_for", null, member, stamp);
		}
		changed("vote", null, vote, stamp);
		return this;
	}

	/** The change manager approved it in place of its model. */
	public Change vouchedForBy(UUID by, Stamp stamp) {
		this.restsOnModel = false;
		return letGoOn(by, stamp);
	}

	/**
	 * The change manager approved of what stood in its way; whatever else authorised it
	 * still has to.
	 */
	public Change letGoOn(UUID by, Stamp stamp) {
		Set<UUID> all = new LinkedHashSet<>(List.of(this.authorisedBy));
		all.add(by);
		return authorise(all, stamp);
	}

	/** Somebody who may say so is against it; where that leads is up to the model. */
	public Change reject(String reason, Stamp stamp) {
		approvalIsOnRecord();
		changed("rejection_reason", this.rejectionReason, reason, stamp);
		this.rejectionReason = reason;
		return this;
	}

	/** One that ends without having been carried out was not implemented. */
	@Override
	public void waitsAs(String status, Phase phase, Stamp stamp) {
		if (phase.isFinal() && this.outcome == null) {
			endsAs(Outcome.NOT_IMPLEMENTED, stamp);
		}
		super.waitsAs(status, phase, stamp);
	}

	/**
	 * It is authorised and waits for its window: with the implementer, else with who took
	 * it, unless he approved it.
	 */
	public Change schedule(Stamp stamp) {
		fixPlan(stamp);
		changed("rejection_reason", this.rejectionReason, null, stamp);
		this.rejectionReason = null;
		if (this.authorisedRisk == null) {
			this.authorisedRisk = this.risk;
			this.restsOnModel = isStandard() && authorisers().isEmpty();
		}
		UUID carrier = implementer().or(() -> assignee().filter((user) -> !authorisers().contains(user))).orElse(null);
		give(team().orElse(null), carrier, stamp);
		return this;
	}

	/** It moves to another window, with everything that is planned within. */
	public Change reschedule(Instant start, Instant end, Stamp stamp) {
		Duration shift = (this.plannedStart != null) ? Duration.between(this.plannedStart, start) : Duration.ZERO;
		changed("planned_start", this.plannedStart, start, stamp);
		this.plannedStart = start;
		changed("planned_end", this.plannedEnd, end, stamp);
		this.plannedEnd = end;
		this.windowOpen = false;
		if (this.pointOfNoReturn != null) {
			Instant moved = moved(this.pointOfNoReturn, shift, end);
			changed("point_of_no_return", this.pointOfNoReturn, moved, stamp);
			this.pointOfNoReturn = moved;
		}
		this.tasks.forEach((task) -> task.move(shift, end));
		return this;
	}

	/** As much later, but not behind the end of the window. */
	static Instant moved(Instant at, Duration shift, Instant end) {
		Instant moved = at.plus(shift);
		return moved.isAfter(end) ? end : moved;
	}

	/** Its window has begun. */
	public Change open() {
		this.windowOpen = true;
		return this;
	}

	/** Whether its window has begun by now. */
	public boolean isOpen(Instant now) {
		return this.windowOpen || (this.plannedStart != null && !this.plannedStart.isAfter(now));
	}

	public Change start(Stamp stamp) {
		changed("started_at", this.startedAt, stamp.at(), stamp);
		this.startedAt = stamp.at();
		return this;
	}

	/**
	 * Somebody will not carry it out, nor do the steps that he was to do and are open.
	 */
	Change leftBy(UUID user, Stamp stamp) {
		if (user.equals(this.implementerId)) {
			changed("implementer_id", user, null, stamp);
			this.implementerId = null;
		}
		this.tasks.stream()
			.filter((task) -> !task.isDone() && task.assignee().filter(user::equals).isPresent())
			.forEach((task) -> {
				task.leave();
				changed("tasks", task.title() + ": " + user, task.title(), stamp);
			});
		return this;
	}

	/** A step was done. */
	Change completed(ImplementationTask task, Instant started, Stamp stamp) {
		task.complete(started, stamp);
		changed("tasks", null, task.title(), stamp);
		return this;
	}

	/** When it was begun; empty until then. */
	Optional<Instant> started() {
		return Optional.ofNullable(this.startedAt);
	}

	/** When work was over; empty until then. */
	Optional<Instant> ended() {
		return Optional.ofNullable(this.endedAt);
	}

	Change finish(Outcome outcome, Stamp stamp) {
		changed("ended_at", this.endedAt, stamp.at(), stamp);
		this.endedAt = stamp.at();
		endsAs(outcome, stamp);
		tell(new ChangeImplemented(ref(), stamp.tenant(), stamp.actor(), stamp.at(), outcome));
		return this;
	}

	private Change endsAs(Outcome outcome, Stamp stamp) {
		changed("outcome", this.outcome, outcome.word(), stamp);
		this.outcome = outcome.word();
		return this;
	}

	Change reviewed(String review, Stamp stamp) {
		changed("review", this.review, review, stamp);
		this.review = review;
		return this;
	}

}
