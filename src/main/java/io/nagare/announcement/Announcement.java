package io.nagare.announcement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.DatedEntity;
import io.nagare.shared.Label;
import io.nagare.shared.ToldOutside;
import io.nagare.ticket.journal.Stamp;

/** Something that the people of the tenant are told of its services. */
@ToldOutside(kind = "announcement", reads = AnnouncementQueries.READ, title = { "titleJa", "titleEn" },
		fields = { "kind", "titleJa", "titleEn", "bodyJa", "bodyEn", "tell", "startsAt", "endsAt", "ciIds", "ticketId",
				"withdrawnAt" })
@Entity
@Table(name = "announcements")
public class Announcement extends DatedEntity<Announcement> {

	/** A service is broken. */
	static final String INCIDENT = "incident";

	/** A service is worked on. */
	static final String MAINTENANCE = "maintenance";

	/** Something else is worth knowing. */
	static final String INFORMATION = "information";

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private String kind;

	private @Nullable String titleJa;

	private @Nullable String titleEn;

	private @Nullable String bodyJa;

	private @Nullable String bodyEn;

	private String tell = Audience.CONCERNED.toString();

	private Instant startsAt;

	private @Nullable Instant endsAt;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private UUID[] ciIds = new UUID[0];

	private @Nullable UUID ticketId;

	@Column(name = "is_automatic", updatable = false)
	private boolean automatic;

	private @Nullable UUID publishedBy;

	/** Since when people know what it says of when and what. */
	private Instant announcedAt;

	private boolean endedWithTicket;

	private @Nullable Instant withdrawnAt;

	private @Nullable UUID withdrawnBy;

	@OneToMany(cascade = CascadeType.ALL)
	@JoinColumn(name = "announcement_id", nullable = false, updatable = false)
	@OrderBy("position")
	private List<AnnouncementUpdate> updates = new ArrayList<>();

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected Announcement() {
	}

	/** Written by hand; the fields say the rest. */
	Announcement(String kind, Stamp stamp) {
		this.id = UUID.randomUUID();
		this.kind = kind;
		this.startsAt = stamp.at();
		this.announcedAt = stamp.at();
		this.publishedBy = stamp.actor();
		registerEvent(new AnnouncementPublished(this.id, stamp.tenant()));
	}

	/** Made from a ticket, which it follows from then on. */
	Announcement(String kind, UUID ticketId, Label title, Label body, Audience tell, Stamp stamp) {
		this(kind, stamp);
		this.ticketId = ticketId;
		this.automatic = true;
		this.titleJa = title.ja();
		this.titleEn = title.en();
		this.bodyJa = body.ja();
		this.bodyEn = body.en();
		this.tell = tell.toString();
	}

	public UUID id() {
		return this.id;
	}

	/** {@code incident}, {@code maintenance} or {@code information}. */
	public String kind() {
		return this.kind;
	}

	/** One line in Japanese; null where it is written in English alone. */
	public @Nullable String titleJa() {
		return this.titleJa;
	}

	/** One line in English; null where it is written in Japanese alone. */
	public @Nullable String titleEn() {
		return this.titleEn;
	}

	public @Nullable String bodyJa() {
		return this.bodyJa;
	}

	public @Nullable String bodyEn() {
		return this.bodyEn;
	}

	/** For readers of either language. */
	Label title() {
		return new Said(this.titleJa, this.titleEn).label().orElseThrow();
	}

	/** For readers of either language; empty where the title says it all. */
	Optional<Label> body() {
		return new Said(this.bodyJa, this.bodyEn).label();
	}

	/** Who is told of it beyond those who look. */
	public Audience tell() {
		return Audience.of(this.tell);
	}

	public Instant startsAt() {
		return this.startsAt;
	}

	/** Since when people know of its kind, its time and its items as they are. */
	Instant announcedAt() {
		return this.announcedAt;
	}

	/** Empty while nobody knows. */
	public Optional<Instant> endsAt() {
		return Optional.ofNullable(this.endsAt);
	}

	/** The services and other items concerned; empty for everybody's. */
	public Set<UUID> cis() {
		return new LinkedHashSet<>(List.of(this.ciIds));
	}

	public Optional<UUID> ticket() {
		return Optional.ofNullable(this.ticketId);
	}

	/** Whether it was made from its ticket and follows it. */
	public boolean isAutomatic() {
		return this.automatic;
	}

	/** Who wrote it, or did what it was made of; empty for the process. */
	public Optional<UUID> publishedBy() {
		return Optional.ofNullable(this.publishedBy);
	}

	/** What became of it, in order. */
	public List<AnnouncementUpdate> updates() {
		return List.copyOf(this.updates);
	}

	boolean isWithdrawn() {
		return this.withdrawnAt != null;
	}

	/** Whether somebody, and not the ticket, took it back: it does not come again. */
	boolean isWithdrawnByHand() {
		return this.withdrawnBy != null;
	}

	boolean isOver(Instant now) {
		return this.endsAt != null && !this.endsAt.isAfter(now);
	}

	/** {@code coming}, {@code current}, {@code ended} or {@code withdrawn}. */
	public String state(Instant now) {
		if (isWithdrawn()) {
			return "withdrawn";
		}
		return isOver(now) ? "ended" : this.startsAt.isAfter(now) ? "coming" : "current";
	}

	/** Changes what the fields say; what is absent stays. They are right. */
	Announcement edit(AnnouncementFields fields, Instant now) {
		String kindBefore = this.kind;
		Instant startBefore = this.startsAt;
		boolean wasOver = isOver(now);
		Set<UUID> itemsBefore = cis();
		fields.kind().ifPresent((value) -> this.kind = value);
		Said title = Said.line(fields.titleJa().orElse(this.titleJa), fields.titleEn().orElse(this.titleEn));
		this.titleJa = title.ja();
		this.titleEn = title.en();
		Said body = new Said(fields.bodyJa().orElse(this.bodyJa), fields.bodyEn().orElse(this.bodyEn));
		this.bodyJa = body.ja();
		this.bodyEn = body.en();
		fields.tell().ifPresent((value) -> this.tell = value);
		fields.startsAt().ifPresent((value) -> this.startsAt = value);
		fields.endsAt().ifPresent(this::endAt);
		fields.ciIds().ifPresent(this::concern);
		boolean asBefore = this.kind.equals(kindBefore) && this.startsAt.equals(startBefore)
				&& itemsBefore.containsAll(cis()) && (!wasOver || isOver(now));
		this.announcedAt = asBefore ? this.announcedAt : now;
		return this;
	}

	private void endAt(@Nullable Instant at) {
		this.endsAt = at;
		this.endedWithTicket = false;
	}

	Announcement concern(Collection<UUID> cis) {
		this.ciIds = cis.stream().distinct().toArray(UUID[]::new);
		return this;
	}

	Announcement belongTo(@Nullable UUID ticket) {
		this.ticketId = ticket;
		return this;
	}

	/** From when to when it is planned; no end while nobody knows. */
	Announcement lasts(Instant startsAt, @Nullable Instant endsAt, Instant now) {
		this.announcedAt = this.startsAt.equals(startsAt) ? this.announcedAt : now;
		this.startsAt = startsAt;
		endAt(endsAt);
		return this;
	}

	/** Tells what became of it. */
	Announcement update(Said text, Stamp stamp) {
		AnnouncementUpdate update = new AnnouncementUpdate(this.updates.size() + 1, text, stamp);
		this.updates.add(update);
		registerEvent(new AnnouncementUpdated(this.id, update.id(), stamp.tenant()));
		return this;
	}

	/** It is over; what was to come never came. */
	Announcement end(Stamp stamp) {
		this.startsAt = this.startsAt.isAfter(stamp.at()) ? stamp.at() : this.startsAt;
		this.endsAt = stamp.at();
		return this;
	}

	/** It is over, since its ticket is. */
	Announcement endWithTicket(Stamp stamp) {
		end(stamp);
		this.endedWithTicket = true;
		return this;
	}

	/** Whether it ended because its ticket did, and nobody said otherwise since. */
	boolean hasEndedWithTicket() {
		return this.endedWithTicket;
	}

	/** It is not over after all. */
	Announcement reopen() {
		endAt(null);
		return this;
	}

	/** Nobody reads it any more but who writes announcements. */
	Announcement withdraw(@Nullable UUID by, Stamp stamp) {
		this.withdrawnAt = stamp.at();
		this.withdrawnBy = by;
		return this;
	}

	/** It holds again. */
	Announcement restore() {
		this.withdrawnAt = null;
		this.withdrawnBy = null;
		return this;
	}

}
