package io.nagare.ticket;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

import io.nagare.directory.Place;
import io.nagare.shared.SingleLine;
import io.nagare.shared.OnBehalf;
import io.nagare.shared.Phase;
import io.nagare.shared.TicketRef;
import io.nagare.sla.SlaState;
import io.nagare.ticket.journal.Stamp;

/**
 * The record of a ticket. A type with fields of its own has a class of its own beneath
 * it. Readable by all, changed by the verbs of its practice. Every verb that changes a
 * field tells it as an event, from which the journal is written; the events leave when
 * the ticket is saved.
 */
@Entity
@Table(name = "tickets")
@Inheritance(strategy = InheritanceType.JOINED)
@DiscriminatorColumn(name = "record")
@DiscriminatorValue("ticket")
public class Ticket extends AbstractAggregateRoot<Ticket> {

	/** The field that says how urgent it is, a word of its type's table. */
	public static final String PRIORITY = "priority";

	@Id
	private UUID id;

	@TenantId
	@Column(name = "tenant_id")
	private @Nullable UUID tenantId;

	@Column(updatable = false)
	private String kind;

	@Column(updatable = false)
	private String number;

	private String title;

	private @Nullable String description;

	private String status = "new";

	@Column(name = "phase")
	private String phaseWord = Phase.OPEN.word();

	private String priority;

	private short priorityRank;

	private String confidentiality = "internal";

	private @Nullable UUID categoryId;

	private @Nullable UUID siteId;

	private @Nullable UUID departmentId;

	@OnBehalf
	@Column(updatable = false)
	private UUID reporterId;

	private @Nullable UUID assigneeId;

	@OnBehalf(when = "update", by = "assigneeId")
	private @Nullable UUID assignedFor;

	private @Nullable UUID teamId;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private UUID[] ciIds = new UUID[0];

	@Column(name = "is_called")
	private boolean called;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private String[] tags = new String[0];

	private @Nullable Integer estimatedMinutes;

	private @Nullable Instant responseDueAt;

	private @Nullable Instant resolutionDueAt;

	private @Nullable String slaState;

	/** When the process is to be woken for the next milestone of a clock. */
	private @Nullable Instant alarmAt;

	private @Nullable Instant respondedAt;

	private @Nullable Instant resolvedAt;

	private @Nullable Instant closedAt;

	/** What forms keep of it, by the keys of their fields. */
	@JdbcTypeCode(SqlTypes.JSON)
	private Map<String, Object> kept = Map.of();

	/** Who approved it in a task of whatever model, as it stands. */
	@JdbcTypeCode(SqlTypes.ARRAY)
	private UUID[] approvedBy = new UUID[0];

	/** Who approves it in the task that is being completed. */
	@Transient
	private @Nullable UUID approving;

	/**
	 * How it came in, a word of {@link TicketSource}; null of one from before that was
	 * kept.
	 */
	@Column(updatable = false)
	private @Nullable String source;

	/** Which program, alert source, mailbox or schedule. */
	@Column(updatable = false)
	private @Nullable String sourceName;

	@Column(updatable = false)
	private @Nullable UUID createdBy;

	private @Nullable UUID updatedBy;

	@Column(updatable = false)
	private Instant createdAt;

	private Instant updatedAt;

	private @Nullable Instant deletedAt;

	@Version
	private @Nullable Long version;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected Ticket() {
	}

	/** Opens a ticket. */
	protected Ticket(NewTicket opened) {
		Stamp stamp = opened.stamp();
		this.id = UUID.randomUUID();
		this.kind = opened.kind();
		this.number = opened.number();
		this.title = SingleLine.of("title", opened.title());
		this.reporterId = opened.reporter();
		this.siteId = opened.place().siteId();
		this.departmentId = opened.place().departmentId();
		this.priority = opened.priority();
		this.priorityRank = (short) opened.rank();
		this.source = opened.source().word();
		this.sourceName = opened.source().name();
		this.createdBy = stamp.actor();
		this.updatedBy = stamp.actor();
		this.createdAt = stamp.at();
		this.updatedAt = stamp.at();
		tell(new TicketReported(ref(), stamp.tenant(), stamp.actor(), stamp.at()));
	}

	/** Its type, in the singular: {@code incident}, {@code problem}, {@code change}. */
	public String kind() {
		return this.kind;
	}

	/** Points to this ticket. */
	public TicketRef ref() {
		return new TicketRef(this.id, this.kind, this.number);
	}

	public UUID id() {
		return this.id;
	}

	public String number() {
		return this.number;
	}

	public String title() {
		return this.title;
	}

	public @Nullable String description() {
		return this.description;
	}

	/** Where the token waits: a word of the model. */
	public String status() {
		return this.status;
	}

	/** What the status means. */
	public Phase phase() {
		return Phase.of(this.phaseWord);
	}

	public String priority() {
		return this.priority;
	}

	/** The priority's place in its scale; 0 is the highest. */
	public int priorityRank() {
		return this.priorityRank;
	}

	/** Whether only those who work on it, its reporter and managers may read it. */
	public boolean isConfidential() {
		return this.confidentiality.equals("confidential");
	}

	/** Where it arose. */
	public Place place() {
		return new Place(this.siteId, this.departmentId);
	}

	public Optional<UUID> category() {
		return Optional.ofNullable(this.categoryId);
	}

	public UUID reporter() {
		return this.reporterId;
	}

	public Optional<UUID> assignee() {
		return Optional.ofNullable(this.assigneeId);
	}

	/** Whose it is while he is away and the assignee stands in; empty where it is his. */
	public Optional<UUID> assignedFor() {
		return Optional.ofNullable(this.assignedFor);
	}

	public Optional<UUID> team() {
		return Optional.ofNullable(this.teamId);
	}

	/** Whether those on call are being called for it. */
	public boolean isCalled() {
		return this.called;
	}

	/** Those on call are called for it from now on, or no more. */
	public void call(boolean called) {
		this.called = called;
	}

	/** The configuration items concerned. */
	public List<UUID> cis() {
		return List.of(this.ciIds);
	}

	public Optional<Instant> responseDue() {
		return Optional.ofNullable(this.responseDueAt);
	}

	public Optional<Instant> resolutionDue() {
		return Optional.ofNullable(this.resolutionDueAt);
	}

	/** How it stands towards its service levels; empty without any. */
	public Optional<String> slaState() {
		return Optional.ofNullable(this.slaState);
	}

	/** When its process is to be woken for the next milestone; empty for never. */
	public Optional<Instant> alarm() {
		return Optional.ofNullable(this.alarmAt);
	}

	/** What it waits for; empty while it does not, or where its practice does not ask. */
	public Optional<String> holdReason() {
		return Optional.empty();
	}

	/** The supplier that it is held for; empty while it is not. */
	public Optional<UUID> supplier() {
		return Optional.empty();
	}

	/** Whether it was accepted as a major one, where there is such a thing. */
	public boolean isMajor() {
		return false;
	}

	/**
	 * Whether somebody decided to leave it as it is for now, so that nobody should begin
	 * to wait for it.
	 * @param today where the tenant is
	 */
	public boolean isShelved(LocalDate today) {
		return false;
	}

	/** What people answered in forms that keep it, by the keys of their fields. */
	public Map<String, Object> kept() {
		return Collections.unmodifiableMap(this.kept);
	}

	/** A form keeps these answers, in place of earlier ones. */
	public void keep(Map<String, Object> answers, Stamp stamp) {
		Map<String, Object> all = new TreeMap<>(this.kept);
		answers.forEach((key, value) -> {
			changed(key, all.get(key), value, stamp);
			all.put(key, value);
		});
		this.kept = all;
	}

	/**
	 * Everybody who approved it as it stands, in whichever task of whatever model.
	 */
	public Set<UUID> approvers() {
		return Set.of(this.approvedBy);
	}

	/** The caller approves it in the task that he completes. */
	public void approves(UUID approver) {
		this.approving = approver;
	}

	/** A verb of the practice writes down by itself what was approved. */
	protected void approvalIsOnRecord() {
		this.approving = null;
	}

	/**
	 * The step is over: whoever approved it in a task of which no verb took notice is on
	 * record now.
	 * @return whether somebody is whom the record did not name
	 */
	public boolean keepApproval(Stamp stamp) {
		UUID approver = this.approving;
		this.approving = null;
		if (approver == null || Set.of(this.approvedBy).contains(approver)) {
			return false;
		}
		Set<UUID> all = new LinkedHashSet<>(List.of(this.approvedBy));
		all.add(approver);
		changed("approved_by", List.of(this.approvedBy), List.copyOf(all), stamp);
		this.approvedBy = all.toArray(new UUID[0]);
		return true;
	}

	/** What was approved is no longer what it is. */
	protected void forgetApprovals() {
		this.approvedBy = new UUID[0];
		this.approving = null;
	}

	/** When somebody first took the ticket or answered; empty until then. */
	public Optional<Instant> responded() {
		return Optional.ofNullable(this.respondedAt);
	}

	/** When it was last resolved; empty while it is not. */
	public Optional<Instant> resolved() {
		return Optional.ofNullable(this.resolvedAt);
	}

	public Instant created() {
		return this.createdAt;
	}

	/** Counts the changes; what an ETag says. */
	public long version() {
		return (this.version != null) ? this.version : 0;
	}

	/**
	 * The token came to rest: the model's status and phase, which alone say whether the
	 * ticket is resolved or has ended. Called for {@code WaitReached} alone.
	 */
	public void waitsAs(String status, Phase phase, Stamp stamp) {
		String before = this.status;
		boolean arrived = !before.equals(status) || isNew();
		if (phase() != phase && (isHalt(phase()) || isHalt(phase))) {
			conditionChanged(false);
		}
		if (phase.isActive() && this.resolvedAt != null) {
			this.resolvedAt = null;
			registerEvent(new TicketReopened(stamp.tenant(), this.id, stamp.actor()));
			// something else may be agreed now
			conditionChanged(true);
		}
		else if (this.resolvedAt == null && (phase == Phase.RESOLVED || phase == Phase.CLOSED)) {
			this.resolvedAt = stamp.at();
			conditionChanged(false);
		}
		this.status = status;
		this.phaseWord = phase.word();
		if (phase.isFinal()) {
			this.closedAt = stamp.at();
		}
		if (arrived) {
			registerEvent(new StatusChanged(ref(), stamp.tenant(), stamp.actor(), stamp.at(), isNew() ? null : before,
					status, phase));
			changed("status", isNew() ? null : before, status, stamp);
		}
	}

	/** Nobody sees it any more; its row and its journal stay. */
	public void delete(Stamp stamp) {
		changed("deleted_at", null, stamp.at(), stamp);
		this.deletedAt = stamp.at();
	}

	/** Whether nobody sees it any more. */
	boolean isDeleted() {
		return this.deletedAt != null;
	}

	/**
	 * Whether a clock may stand still in the phase for another reason than being done.
	 */
	private static boolean isHalt(Phase phase) {
		return phase == Phase.ON_HOLD || phase == Phase.CANCELLED;
	}

	private boolean isNew() {
		return this.version == null;
	}

	private void conditionChanged(boolean handedOver) {
		ConditionChanged change = new ConditionChanged(this.id, handedOver);
		if (!domainEvents().contains(change)) {
			registerEvent(change);
		}
	}

	/**
	 * Somebody has the ticket now, or nobody. Who takes it himself has thereby responded.
	 */
	public void assignedTo(@Nullable UUID assignee, Stamp stamp) {
		boolean other = !Objects.equals(this.assigneeId, assignee);
		changed("assignee_id", this.assigneeId, assignee, stamp);
		this.assigneeId = assignee;
		if (other || assignee == null) {
			standsInFor(null, stamp);
		}
		if (assignee != null && assignee.equals(stamp.actor())) {
			respond(stamp);
		}
	}

	/**
	 * A table had somebody chosen, or found nobody. Nobody thereby responds, not even who
	 * reported it.
	 * @param assignee null where nobody could be chosen
	 * @param why in both languages
	 */
	public void chosen(@Nullable UUID assignee, String why, Stamp stamp) {
		Stamp byItself = new Stamp(stamp.tenant(), null, stamp.at());
		if (assignee != null) {
			assignedTo(assignee, byItself);
		}
		changed("assignee_choice", null, why, byItself);
	}

	/**
	 * While somebody is away another has the ticket; he himself has it when he is back.
	 * @param assignee null where nobody is there to stand in
	 */
	public void standIn(@Nullable UUID assignee, UUID absent, Stamp stamp) {
		assignedTo(assignee, stamp);
		standsInFor(absent.equals(assignee) ? null : absent, stamp);
	}

	private void standsInFor(@Nullable UUID absent, Stamp stamp) {
		changed("assigned_for", this.assignedFor, absent, stamp);
		this.assignedFor = absent;
	}

	/**
	 * Gives the ticket to a team or a person.
	 * @return whether the team changed
	 */
	protected boolean give(@Nullable UUID team, @Nullable UUID assignee, Stamp stamp) {
		boolean otherTeam = !Objects.equals(this.teamId, team);
		if (otherTeam) {
			changed("team_id", this.teamId, team, stamp);
			this.teamId = team;
			conditionChanged(true);
		}
		assignedTo(assignee, stamp);
		return otherTeam;
	}

	/** An agent took the ticket or answered; only the first time counts. */
	protected void respond(Stamp stamp) {
		if (this.respondedAt == null && phase().isActive()) {
			this.respondedAt = stamp.at();
			changed("responded_at", null, stamp.at(), stamp);
			conditionChanged(false);
		}
	}

	/** An agent answered the reporter. */
	public void answered(Stamp stamp) {
		respond(stamp);
	}

	/**
	 * Something was added to it, a note, a file or a link, which whoever reads it sees.
	 */
	public void grew(Stamp stamp) {
		touched(stamp);
	}

	/** So many minutes had been worked on it before, and so many have by now. */
	public void worked(long before, long now, Stamp stamp) {
		changed("minutes_worked", (before > 0) ? before : null, (now > 0) ? now : null, stamp);
		touched(stamp);
	}

	/**
	 * A line of its checklist was ticked off, or is open again.
	 * @param before the line that was ticked; null for one that was open
	 * @param now the line that is ticked; null for one that is open
	 */
	public void ticked(@Nullable String before, @Nullable String now, Stamp stamp) {
		changed("checklist", before, now, stamp);
		touched(stamp);
	}

	/**
	 * It was written down that a service was not available.
	 * @param before what was known; null for nothing
	 * @param now what is known; null for nothing
	 */
	public void outage(@Nullable String before, @Nullable String now, Stamp stamp) {
		changed("outages", before, now, stamp);
		touched(stamp);
	}

	/** The priority was decided. */
	protected void prioritised(String priority, int rank, Stamp stamp) {
		if (!this.priority.equals(priority) && !isNew()) {
			changed(PRIORITY, this.priority, priority, stamp);
		}
		this.priority = priority;
		this.priorityRank = (short) rank;
		touched(stamp);
	}

	/**
	 * The words by which its priority was decided and the priority itself, by the names
	 * of the fields.
	 */
	public Map<String, String> rating() {
		return Map.of(PRIORITY, this.priority);
	}

	/**
	 * Other words take the place of those of {@link #rating}.
	 * @param words all of them, by the names of the fields
	 * @param rank the priority's place in its scale
	 */
	public void rate(Map<String, String> words, int rank, Stamp stamp) {
		prioritised(words.getOrDefault(PRIORITY, this.priority), rank, stamp);
	}

	/** Somebody who may set another priority than the tables decide. */
	protected void override(String priority, int rank, Stamp stamp) {
		prioritised(priority, rank, stamp);
	}

	/** Another team gets the ticket as it is, and nobody there has it yet. */
	protected void handOver(UUID team, Stamp stamp) {
		give(team, null, stamp);
	}

	/** Its clocks say by when what is due. */
	public void measured(SlaState standing) {
		this.responseDueAt = standing.responseDue();
		this.resolutionDueAt = standing.resolutionDue();
		this.slaState = standing.state();
	}

	/** Its process is to be woken then; null for never. */
	public void wakeAt(@Nullable Instant alarm) {
		this.alarmAt = alarm;
	}

	/** Writes down what a request says of the fields that every ticket has. */
	protected void edit(TicketFields fields, Stamp stamp) {
		fields.title().ifPresent((value) -> retitle(value, stamp));
		fields.description().ifPresent((value) -> redescribe(value, stamp));
		fields.categoryId().ifPresent((value) -> categorise(value, stamp));
		fields.siteId().ifPresent((value) -> placeAt(value, stamp));
		fields.departmentId().ifPresent((value) -> placeIn(value, stamp));
		TicketFieldChecks.given(fields.ciIds()).ifPresent((value) -> concern(value, stamp));
		TicketFieldChecks.given(fields.confidentiality()).ifPresent((value) -> classify(value, stamp));
		TicketFieldChecks.given(fields.tags()).ifPresent((value) -> tag(value, stamp));
		fields.estimatedMinutes().ifPresent((value) -> estimate(value, stamp));
	}

	protected void retitle(String title, Stamp stamp) {
		String line = SingleLine.of("title", title);
		changed("title", this.title, line, stamp);
		this.title = line;
	}

	protected void redescribe(@Nullable String description, Stamp stamp) {
		changed("description", this.description, description, stamp);
		this.description = description;
	}

	protected void categorise(@Nullable UUID category, Stamp stamp) {
		changed("category_id", this.categoryId, category, stamp);
		this.categoryId = category;
	}

	private void placeAt(@Nullable UUID site, Stamp stamp) {
		changed("site_id", this.siteId, site, stamp);
		this.siteId = site;
	}

	private void placeIn(@Nullable UUID department, Stamp stamp) {
		changed("department_id", this.departmentId, department, stamp);
		this.departmentId = department;
	}

	/** What it is about now, each item once, in the order given. */
	protected void concern(List<UUID> cis, Stamp stamp) {
		List<UUID> items = cis.stream().distinct().toList();
		changed("ci_ids", cis(), items, stamp);
		this.ciIds = items.toArray(new UUID[0]);
	}

	/** The words that people find it by now. */
	private void tag(List<String> said, Stamp stamp) {
		List<String> all = TicketTags.of(said);
		changed("tags", List.of(this.tags), all, stamp);
		this.tags = all.toArray(new String[0]);
	}

	/** How long it is expected to take; null for nobody knows. */
	private void estimate(@Nullable Integer minutes, Stamp stamp) {
		changed("estimated_minutes", this.estimatedMinutes, minutes, stamp);
		this.estimatedMinutes = minutes;
	}

	protected void classify(String confidentiality, Stamp stamp) {
		changed("confidentiality", this.confidentiality, confidentiality, stamp);
		this.confidentiality = confidentiality;
	}

	/**
	 * Tells a change of a field, in the words of the API; nothing where the value stays.
	 * A ticket being opened tells nothing: it all is new.
	 */
	protected void changed(String field, @Nullable Object before, @Nullable Object after, Stamp stamp) {
		if (!Objects.equals(before, after)) {
			if (!isNew() || field.equals("status")) {
				registerEvent(new FieldChanged(ref(), stamp.tenant(), stamp.actor(), stamp.at(), field, text(before),
						text(after)));
			}
			touched(stamp);
		}
	}

	private static @Nullable String text(@Nullable Object value) {
		return (value != null) ? value.toString() : null;
	}

	private void touched(Stamp stamp) {
		this.updatedAt = stamp.at();
		this.updatedBy = stamp.actor();
	}

	/** Tells what happened, when the ticket is saved. */
	protected void tell(Object event) {
		registerEvent(event);
	}

	/** What has happened since the last save; for tests. */
	List<Object> events() {
		return new ArrayList<>(domainEvents());
	}

}
