package io.nagare.recurrence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.DatedEntity;
import io.nagare.sla.calendar.BusinessCalendar;
import io.nagare.sla.calendar.Calendars;
import io.nagare.sla.calendar.RecurringDays;
import io.nagare.sla.calendar.WhenClosed;

/** Work that begins again and again, in the name of its owner. */
@Entity
@Table(name = "recurring_work")
public class RecurringWork extends DatedEntity<RecurringWork> {

	static final String REQUEST = "request";

	static final String CHANGE = "change";

	/** So often it is tried to begin what breaks for no reason of the entry's. */
	private static final int MOST_ATTEMPTS = 5;

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private String title = "";

	private String kind = REQUEST;

	private @Nullable String requestType;

	private @Nullable UUID modelId;

	@JdbcTypeCode(SqlTypes.JSON)
	private Map<String, Object> answers = Map.of();

	private UUID ownerId;

	private @Nullable UUID requesterId;

	private String rrule = "";

	private @Nullable Integer businessDay;

	private String whenClosed = WhenClosed.KEEP.word();

	private String calendar = Calendars.BUSINESS_HOURS;

	private LocalTime timeOfDay = LocalTime.of(9, 0);

	private LocalDate startsOn;

	private @Nullable LocalDate endsOn;

	private @Nullable Integer windowAfterMinutes;

	private @Nullable Integer windowMinutes;

	@Column(name = "is_active")
	private boolean active = true;

	private Instant countsFrom;

	private @Nullable Instant nextAt;

	private int attempts;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected RecurringWork() {
	}

	/**
	 * @param startsOn the first day, unless the fields say another
	 */
	RecurringWork(UUID ownerId, LocalDate startsOn, Instant now) {
		this.id = UUID.randomUUID();
		this.ownerId = ownerId;
		this.startsOn = startsOn;
		this.countsFrom = now;
	}

	public UUID id() {
		return this.id;
	}

	public String title() {
		return this.title;
	}

	/** What begins: {@code request} or {@code change}. */
	public String kind() {
		return this.kind;
	}

	/** What is asked for; empty for a change. */
	public Optional<String> requestType() {
		return Optional.ofNullable(this.requestType);
	}

	/** The standard model; empty for a request. */
	public Optional<UUID> model() {
		return Optional.ofNullable(this.modelId);
	}

	/** The other fields of what begins. */
	public Map<String, Object> answers() {
		return this.answers;
	}

	/** In whose name it begins, and who is told when it cannot. */
	public UUID owner() {
		return this.ownerId;
	}

	/** Whom it is for; empty for the owner. */
	public Optional<UUID> requester() {
		return Optional.ofNullable(this.requesterId);
	}

	public String rrule() {
		return this.rrule;
	}

	/** Which business day of the month; empty for the rule's own days. */
	public Optional<Integer> businessDay() {
		return Optional.ofNullable(this.businessDay);
	}

	/** {@code keep}, {@code next}, {@code previous} or {@code skip}. */
	public String whenClosed() {
		return this.whenClosed;
	}

	/** Id or key of the business calendar. */
	public String calendar() {
		return this.calendar;
	}

	public LocalTime timeOfDay() {
		return this.timeOfDay;
	}

	public LocalDate startsOn() {
		return this.startsOn;
	}

	/** The last day on which it can begin; empty for no end. */
	public Optional<LocalDate> endsOn() {
		return Optional.ofNullable(this.endsOn);
	}

	/** How long after it began the window of a change opens; empty for no window. */
	public Optional<Integer> windowAfterMinutes() {
		return Optional.ofNullable(this.windowAfterMinutes);
	}

	/** How long that window is. */
	public Optional<Integer> windowMinutes() {
		return Optional.ofNullable(this.windowMinutes);
	}

	public boolean isActive() {
		return this.active;
	}

	/** When it begins next; empty where it does not. */
	public Optional<Instant> nextAt() {
		return Optional.ofNullable(this.nextAt);
	}

	/** All dates until then are dealt with. */
	Instant countsFrom() {
		return this.countsFrom;
	}

	/** Changes what the fields say; what is absent stays. They are right. */
	RecurringWork edit(RecurringWorkFields fields, Instant now) {
		List<?> before = when();
		fields.title().ifPresent((value) -> this.title = value.strip());
		fields.kind().ifPresent((value) -> this.kind = value);
		fields.requestType().ifPresent((value) -> this.requestType = value);
		fields.modelId().ifPresent((value) -> this.modelId = value);
		fields.answers().ifPresent((value) -> this.answers = given(value));
		fields.ownerId().ifPresent((value) -> this.ownerId = value);
		fields.requesterId().ifPresent((value) -> this.requesterId = value);
		fields.rrule().ifPresent((value) -> this.rrule = value.strip());
		fields.businessDay().ifPresent((value) -> this.businessDay = value);
		fields.whenClosed().ifPresent((value) -> this.whenClosed = value);
		fields.calendar().ifPresent((value) -> this.calendar = value);
		fields.timeOfDay().ifPresent((value) -> this.timeOfDay = LocalTime.parse(value));
		fields.startsOn().ifPresent((value) -> this.startsOn = value);
		fields.endsOn().ifPresent((value) -> this.endsOn = value);
		fields.windowAfterMinutes().ifPresent((value) -> this.windowAfterMinutes = value);
		fields.windowMinutes().ifPresent((value) -> this.windowMinutes = value);
		fields.isActive().ifPresent((value) -> this.active = value);
		if (!when().equals(before)) {
			// what another plan would have begun before is not made up for
			this.countsFrom = now;
			this.attempts = 0;
		}
		return this;
	}

	/** All that decides when it begins. */
	private List<?> when() {
		return Arrays.asList(this.rrule, this.businessDay, this.whenClosed, this.calendar, this.timeOfDay,
				this.startsOn, this.endsOn, this.active);
	}

	private static Map<String, Object> given(Map<String, @Nullable Object> answers) {
		Map<String, Object> given = new LinkedHashMap<>();
		answers.forEach((name, value) -> {
			if (value != null) {
				given.put(name, value);
			}
		});
		return given;
	}

	/** On which days it begins; its fields are right. */
	RecurringDays days(BusinessCalendar calendar) {
		return new RecurringDays(this.rrule, this.businessDay, WhenClosed.of(this.whenClosed).orElseThrow(),
				this.startsOn, this.endsOn, calendar);
	}

	/** It begins next at that moment; null for never. */
	RecurringWork plan(@Nullable Instant nextAt) {
		this.nextAt = this.active ? nextAt : null;
		return this;
	}

	/** All dates until then are dealt with. */
	RecurringWork dealtWithUntil(Instant now) {
		this.countsFrom = now;
		this.attempts = 0;
		return this;
	}

	/**
	 * Something broke for no reason of its own.
	 * @return whether it is worth another attempt
	 */
	boolean triesAgain() {
		this.attempts++;
		return this.attempts < MOST_ATTEMPTS;
	}

}
