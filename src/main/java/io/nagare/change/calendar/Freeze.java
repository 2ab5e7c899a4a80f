package io.nagare.change.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.nagare.change.Change;
import io.nagare.change.Changes;
import io.nagare.change.model.StandardModel;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.shared.DatedEntity;

/** A time, once or recurring, in which some or all things are not to be changed. */
@Entity
@Table(name = "freezes")
public class Freeze extends DatedEntity<Freeze> {

	static final String TENANT = "tenant";

	static final String LOCATION = "location";

	static final String SERVICE = "service";

	static final String CI_CLASS = "ci_class";

	static final String CI = "ci";

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private String name = "";

	private @Nullable String reason;

	private Instant startsAt;

	private Instant endsAt;

	private String timeZone;

	private @Nullable String rrule;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private LocalDate[] exceptDates = new LocalDate[0];

	private String scope = TENANT;

	private @Nullable UUID ciId;

	private @Nullable String ciClass;

	private @Nullable String location;

	private boolean hard = true;

	private boolean exceptEmergency = true;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private UUID[] exceptModels = new UUID[0];

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected Freeze() {
	}

	Freeze(Instant startsAt, Instant endsAt, ZoneId zone) {
		this.id = UUID.randomUUID();
		this.timeZone = zone.getId();
		this.startsAt = startsAt;
		this.endsAt = endsAt;
	}

	public UUID id() {
		return this.id;
	}

	public String name() {
		return this.name;
	}

	public @Nullable String reason() {
		return this.reason;
	}

	/** When it, or its first time, begins. */
	public Instant startsAt() {
		return this.startsAt;
	}

	/** When it, or its first time, ends. */
	public Instant endsAt() {
		return this.endsAt;
	}

	/** Whose clock it follows when it repeats. */
	public String timeZone() {
		return this.timeZone;
	}

	/** How it repeats, as iCalendar writes it; null for once. */
	public @Nullable String rrule() {
		return this.rrule;
	}

	/**
	 * The days of its time zone on which it does not begin, though its rule says so;
	 * empty for none.
	 */
	public List<LocalDate> exceptDates() {
		return List.of(this.exceptDates);
	}

	/**
	 * {@code tenant}, {@code location}, {@code service}, {@code ci_class} or {@code ci}.
	 */
	public String scope() {
		return this.scope;
	}

	/** The service or item it is about; null for other scopes. */
	public @Nullable UUID ciId() {
		return this.ciId;
	}

	/** The class it is about; null for other scopes. */
	public @Nullable String ciClass() {
		return this.ciClass;
	}

	/**
	 * Where the items are that it is about, as their attribute {@code location} says, in
	 * any case of letters; null for other scopes.
	 */
	public @Nullable String location() {
		return this.location;
	}

	/** Whether nobody but the excepted passes; else the change manager may let pass. */
	public boolean isHard() {
		return this.hard;
	}

	/** Whether emergencies pass. */
	public boolean exceptEmergency() {
		return this.exceptEmergency;
	}

	/** The standard models that pass. */
	public List<UUID> exceptModels() {
		return List.of(this.exceptModels);
	}

	/** Changes what the fields say; what is absent stays. */
	Freeze edit(Freezes.FreezeFields fields) {
		fields.name().ifPresent((value) -> this.name = value.strip());
		fields.reason().ifPresent((value) -> this.reason = value);
		fields.startsAt().ifPresent((value) -> this.startsAt = value);
		fields.endsAt().ifPresent((value) -> this.endsAt = value);
		fields.timeZone().ifPresent((value) -> this.timeZone = value);
		fields.rrule().ifPresent((value) -> this.rrule = value);
		fields.exceptDates()
			.ifPresent((value) -> this.exceptDates = value.stream().distinct().sorted().toArray(LocalDate[]::new));
		fields.scope().ifPresent((value) -> this.scope = value);
		fields.ciId().ifPresent((value) -> this.ciId = value);
		fields.ciClass().ifPresent((value) -> this.ciClass = value);
		fields.location().ifPresent((value) -> this.location = (value != null) ? value.strip() : null);
		fields.hard().ifPresent((value) -> this.hard = value);
		fields.exceptEmergency().ifPresent((value) -> this.exceptEmergency = value);
		fields.exceptModels().ifPresent((value) -> this.exceptModels = value.toArray(new UUID[0]));
		return this;
	}

	/** Its item is the same as another, which goes on in its place. */
	Freeze holdsFor(UUID item) {
		this.ciId = item;
		return this;
	}

	/** Its times that overlap the window. */
	List<Window> within(Window window) {
		return recurrence().within(window);
	}

	/** When it comes; its fields are right. */
	WindowRecurrence recurrence() {
		return new WindowRecurrence(new Window(this.startsAt, this.endsAt), ZoneId.of(this.timeZone), this.rrule,
				Set.of(this.exceptDates));
	}

	/** Whether it depends on class or place of the items, not on which they are. */
	boolean asksWhatItemsAre() {
		return this.scope.equals(LOCATION) || this.scope.equals(CI_CLASS);
	}

	/**
	 * Whether it is about the items.
	 * @param closure the items that are changed, and those that depend on them
	 */
	boolean concerns(Set<UUID> closure, Collection<ConfigurationItem> items) {
		return switch (this.scope) {
			case TENANT -> true;
			case LOCATION -> items.stream().anyMatch(this::isAtLocation);
			case CI_CLASS -> items.stream().anyMatch((item) -> item.ciClass().equals(this.ciClass));
			default -> this.ciId != null && closure.contains(this.ciId);
		};
	}

	private boolean isAtLocation(ConfigurationItem item) {
		return item.attributes().get(LOCATION) instanceof String place && place.strip().equalsIgnoreCase(this.location);
	}

	/**
	 * By which right the change may be carried out in spite of it; empty for none.
	 * @param model the model that the change follows; empty for none
	 */
	Optional<String> rightOf(Change change, Optional<StandardModel> model) {
		if (this.exceptEmergency && change.isEmergency()) {
			return Optional.of("emergency");
		}
		return model.filter((one) -> exceptModels().contains(one.id()) && one.vouchesFor(change))
			.map((one) -> "standard_model");
	}

}
