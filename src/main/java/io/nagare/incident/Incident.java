package io.nagare.incident;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.nagare.incident.major.MajorIncidentAccepted;
import io.nagare.incident.major.MajorIncidentUpdated;
import io.nagare.ticket.NewTicket;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.journal.Stamp;

/**
 * An unplanned interruption of a service. Readable by all, changed only inside this
 * module.
 */
@Entity
@Table(name = "incidents")
@DiscriminatorValue(Incident.KIND)
public class Incident extends Ticket {

	/** The practice. */
	public static final String KIND = "incident";

	static final String IMPACT = "impact";

	static final String URGENCY = "urgency";

	private static final String OVERRIDE = "priority_override";

	static final String AWAITING_CALLER = "awaiting_caller";

	public static final String AWAITING_VENDOR = "awaiting_vendor";

	public static final String AWAITING_PROBLEM = "awaiting_problem";

	public static final String AWAITING_CHANGE = "awaiting_change";

	static final String BY_PARENT = "by_parent";

	private static final String PROPOSED = "proposed";

	private static final String ACCEPTED = "accepted";

	private static final String REJECTED = "rejected";

	private String impact;

	private String urgency;

	private String requestedPriority;

	private @Nullable String priorityOverride;

	private @Nullable String holdReason;

	/** The problems, changes or parent that it is held for; none otherwise. */
	@JdbcTypeCode(SqlTypes.ARRAY)
	private UUID[] awaitedIds = new UUID[0];

	/** Whom it is held for; null for nobody outside. */
	private @Nullable UUID supplierId;

	/** Under which number the supplier has it. */
	private @Nullable String vendorReference;

	private @Nullable String resolution;

	private @Nullable String resolutionCode;

	private int reassignmentCount;

	private int reopenCount;

	private @Nullable String majorState;

	private @Nullable UUID incidentManagerId;

	private @Nullable UUID communicationsLeadId;

	private @Nullable UUID technicalLeadId;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected Incident() {
	}

	/**
	 * @param opened its priority is what the reporter asks for; the table decides
	 * @param assignee who has it from the beginning; null for nobody
	 */
	Incident(NewTicket opened, String impact, String urgency, @Nullable UUID assignee) {
		super(opened);
		this.impact = impact;
		this.urgency = urgency;
		this.requestedPriority = opened.priority();
		give(null, assignee, opened.stamp());
	}

	String impact() {
		return this.impact;
	}

	String urgency() {
		return this.urgency;
	}

	/**
	 * The priority an authorised person set against the table; empty where the table
	 * decides.
	 */
	Optional<String> priorityOverride() {
		return Optional.ofNullable(this.priorityOverride);
	}

	boolean isReopened() {
		return this.reopenCount > 0;
	}

	/** Whether a manager accepted it as a major incident. */
	@Override
	public boolean isMajor() {
		return ACCEPTED.equals(this.majorState);
	}

	public boolean isMajorProposed() {
		return PROPOSED.equals(this.majorState);
	}

	/** Whether it was ever proposed as a major incident. */
	public boolean wasProposedAsMajor() {
		return this.majorState != null;
	}

	@Override
	public Optional<String> holdReason() {
		return Optional.ofNullable(this.holdReason);
	}

	@Override
	public Optional<UUID> supplier() {
		return Optional.ofNullable(this.supplierId);
	}

	boolean awaitsCaller() {
		// a parent that is held for its own caller waits for nothing that this one says
		return AWAITING_CALLER.equals(this.holdReason) && this.awaitedIds.length == 0;
	}

	/** The problems, changes or parent that it is held for. */
	public List<UUID> awaited() {
		return List.of(this.awaitedIds);
	}

	Optional<String> resolution() {
		return Optional.ofNullable(this.resolution);
	}

	Incident decide(String priority, int rank, Stamp stamp) {
		prioritised(priority, rank, stamp);
		return this;
	}

	Incident reclassify(String impact, String urgency, Stamp stamp) {
		changed(IMPACT, this.impact, impact, stamp);
		this.impact = impact;
		changed(URGENCY, this.urgency, urgency, stamp);
		this.urgency = urgency;
		return this;
	}

	@Override
	public Map<String, String> rating() {
		Map<String, String> words = new TreeMap<>(super.rating());
		words.put(IMPACT, this.impact);
		words.put(URGENCY, this.urgency);
		if (this.priorityOverride != null) {
			words.put(OVERRIDE, this.priorityOverride);
		}
		return words;
	}

	@Override
	public void rate(Map<String, String> words, int rank, Stamp stamp) {
		reclassify(words.getOrDefault(IMPACT, this.impact), words.getOrDefault(URGENCY, this.urgency), stamp);
		changed(OVERRIDE, this.priorityOverride, words.get(OVERRIDE), stamp);
		this.priorityOverride = words.get(OVERRIDE);
		super.rate(words, rank, stamp);
	}

	@Override
	protected void override(String priority, int rank, Stamp stamp) {
		changed(OVERRIDE, this.priorityOverride, priority, stamp);
		this.priorityOverride = priority;
		super.override(priority, rank, stamp);
	}

	/** The first team; not counted as a reassignment. */
	Incident route(@Nullable UUID team, Stamp stamp) {
		give(team, assignee().orElse(null), stamp);
		return this;
	}

	/**
	 * A team or person gets the incident. A change of team counts, unless it had none.
	 */
	Incident assign(@Nullable UUID team, @Nullable UUID assignee, Stamp stamp) {
		resume(stamp);
		reassign(team, assignee, stamp);
		return this;
	}

	@Override
	protected void handOver(UUID team, Stamp stamp) {
		reassign(team, null, stamp);
	}

	private void reassign(@Nullable UUID team, @Nullable UUID assignee, Stamp stamp) {
		boolean hadTeam = team().isPresent();
		if (give(team, assignee, stamp) && hadTeam) {
			changed("reassignment_count", this.reassignmentCount, this.reassignmentCount + 1, stamp);
			this.reassignmentCount = this.reassignmentCount + 1;
		}
	}

	/**
	 * Work waits.
	 * @param awaited the problems or changes that it waits for; may be empty
	 */
	Incident hold(String reason, List<UUID> awaited, Stamp stamp) {
		return awaits(reason, awaited, stamp);
	}

	/** Work waits for as long as the parent does, and for its reason. */
	public Incident awaitParent(UUID parent, String reason, Stamp stamp) {
		return awaits(reason, List.of(parent), stamp);
	}

	/** It waits for the other ticket as it did for the one. */
	public Incident awaitInstead(UUID awaited, UUID other) {
		this.awaitedIds = Arrays.stream(this.awaitedIds)
			.map((id) -> id.equals(awaited) ? other : id)
			.distinct()
			.toArray(UUID[]::new);
		return this;
	}

	Incident resume(Stamp stamp) {
		return awaits(null, List.of(), stamp);
	}

	/**
	 * The supplier has it from now on, until the work goes on.
	 * @param supplier null where nobody said which
	 * @param reference under which number the supplier has it; null while that is not
	 * known
	 */
	Incident awaitSupplier(@Nullable UUID supplier, @Nullable String reference, Stamp stamp) {
		boolean other = !Objects.equals(this.supplierId, supplier);
		changed("supplier_id", this.supplierId, supplier, stamp);
		this.supplierId = supplier;
		changed("vendor_reference", this.vendorReference, reference, stamp);
		this.vendorReference = reference;
		if (other) {
			tell(new SupplierChanged(id(), supplier, stamp.at()));
		}
		return this;
	}

	private Incident awaits(@Nullable String reason, List<UUID> awaited, Stamp stamp) {
		awaitSupplier(null, null, stamp);
		changed("hold_reason", this.holdReason, reason, stamp);
		if (this.holdReason != null && reason == null) {
			tell(new HoldEnded(id()));
		}
		this.holdReason = reason;
		this.awaitedIds = awaited.toArray(new UUID[0]);
		return this;
	}

	Incident resolve(String resolution, String code, Stamp stamp) {
		resume(stamp);
		changed("resolution", this.resolution, resolution, stamp);
		this.resolution = resolution;
		changed("resolution_code", this.resolutionCode, code, stamp);
		this.resolutionCode = code;
		respond(stamp);
		return this;
	}

	Incident reopen(Stamp stamp) {
		changed("reopen_count", this.reopenCount, this.reopenCount + 1, stamp);
		this.reopenCount = this.reopenCount + 1;
		return this;
	}

	public Incident proposeAsMajor(Stamp stamp) {
		changed("major_state", this.majorState, PROPOSED, stamp);
		this.majorState = PROPOSED;
		return this;
	}

	public Incident acceptAsMajor(@Nullable UUID incidentManager, @Nullable UUID communicationsLead,
			@Nullable UUID technicalLead, Stamp stamp) {
		changed("major_state", this.majorState, ACCEPTED, stamp);
		this.majorState = ACCEPTED;
		changed("incident_manager_id", this.incidentManagerId, incidentManager, stamp);
		this.incidentManagerId = incidentManager;
		changed("communications_lead_id", this.communicationsLeadId, communicationsLead, stamp);
		this.communicationsLeadId = communicationsLead;
		changed("technical_lead_id", this.technicalLeadId, technicalLead, stamp);
		this.technicalLeadId = technicalLead;
		tell(new MajorIncidentAccepted(ref(), stamp.tenant(), stamp.actor(), stamp.at()));
		return this;
	}

	/** Those who are in charge of it as a major incident. */
	Set<UUID> leads() {
		return Stream.of(this.incidentManagerId, this.communicationsLeadId, this.technicalLeadId)
			.filter(Objects::nonNull)
			.collect(Collectors.toSet());
	}

	/** People are told how it stands. */
	public Incident updated(String text, Stamp stamp) {
		tell(new MajorIncidentUpdated(ref(), stamp.tenant(), stamp.actor(), stamp.at(), text));
		return this;
	}

	public Incident rejectAsMajor(Stamp stamp) {
		changed("major_state", this.majorState, REJECTED, stamp);
		this.majorState = REJECTED;
		return this;
	}

}
