package io.nagare.sla.calendar;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The calendars of the bound tenant: its own, and the shipped ones it has not replaced.
 * It asks for no permission: its users do.
 */
@Component
@Transactional(readOnly = true)
public class Calendars {

	/** Key of the shipped calendar of office hours in Japan. */
	public static final String BUSINESS_HOURS = "business-hours";

	/** Key of the shipped calendar that is always open. */
	public static final String ROUND_THE_CLOCK = "24x7";

	private final CalendarRepository stored;

	private final CalendarVersionRepository versions;

	private final ObjectMapper json;

	/**
	 * Knows states that never change, so that no node must be told about a change. A
	 * calendar that is much asked has up to a megabyte of open spans.
	 */
	private final Cache<State, BusinessCalendar> known = Caffeine.newBuilder().maximumSize(200).build();

	Calendars(CalendarRepository stored, CalendarVersionRepository versions, ObjectMapper json) {
		this.stored = stored;
		this.versions = versions;
		this.json = json;
	}

	/** All of them, by key. */
	public List<CalendarView> all() {
		List<CalendarView> own = this.stored.findAll().stream().map(this::view).toList();
		List<String> replaced = own.stream().map(CalendarView::key).toList();
		return Stream
			.concat(own.stream(), ShippedCalendars.all().filter((shipped) -> !replaced.contains(shipped.key())))
			.sorted(Comparator.comparing(CalendarView::key))
			.toList();
	}

	/** What the tenant says about the calendar of that id or key. */
	public Optional<CalendarView> view(String idOrKey) {
		String key = key(idOrKey);
		return this.stored.findByCode(key).map(this::view).or(() -> ShippedCalendars.view(key));
	}

	/** The calendar of that id or key, to reckon with. */
	public Optional<BusinessCalendar> calendar(String idOrKey) {
		String key = key(idOrKey);
		return version(key).map((version) -> calendar(key, version));
	}

	/** Counts the states of the calendar; 0 is the shipped one. */
	public Optional<Long> version(String key) {
		return this.stored.version(key)
			.map((version) -> (long) version + 1)
			.or(() -> ShippedCalendars.calendar(key).map((shipped) -> 0L));
	}

	/**
	 * The calendar as it was in one of its states.
	 * @throws IllegalStateException where it never was
	 */
	public BusinessCalendar calendar(String key, long version) {
		if (version == 0) {
			return ShippedCalendars.calendar(key).orElseThrow(() -> unknown(key, version));
		}
		return this.known.get(new State(Tenancy.require().id(), key, version),
				(missing) -> this.versions.of(key, version)
					.map((state) -> definition(state.definition()).calendar(holidays(state.holidays())))
					.orElseThrow(() -> unknown(key, version)));
	}

	/**
	 * The calendar as it might become, with the holidays it has.
	 * @throws Refusal NOT_FOUND for a calendar that does not exist; VALIDATION_FAILED
	 * naming everything that is wrong
	 */
	public BusinessCalendar draft(CalendarDraft draft) {
		CalendarView present = view(draft.calendar()).orElseThrow(Refusal::notFound);
		return draft.definition().calendar(present.uploadedHolidays());
	}

	private static IllegalStateException unknown(String key, long version) {
		return new IllegalStateException("Calendar " + key + " never had version " + version);
	}

	/** Which days of a year are holidays in the calendar, with their names. */
	public Optional<NavigableMap<LocalDate, String>> holidays(String idOrKey, int year) {
		return calendar(idOrKey).map((calendar) -> calendar.holidays().of(year));
	}

	String key(String idOrKey) {
		UUID id;
		try {
			id = UUID.fromString(idOrKey);
		}
		catch (IllegalArgumentException ex) {
			return idOrKey;
		}
		return ShippedCalendars.all()
			.filter((shipped) -> shipped.id().equals(id))
			.map(CalendarView::key)
			.findFirst()
			.or(() -> this.stored.findById(id).map(StoredCalendar::code))
			.orElse(idOrKey);
	}

	CalendarView view(StoredCalendar calendar) {
		boolean shipped = ShippedCalendars.contains(calendar.code());
		return new CalendarView(shipped ? ShippedCalendars.id(calendar.code()) : calendar.id(), calendar.code(),
				definition(calendar.definition()), holidays(calendar.holidays()), shipped, calendar.state());
	}

	private CalendarDefinition definition(String written) {
		return read(written, new TypeReference<CalendarDefinition>() {
		});
	}

	private NavigableMap<LocalDate, String> holidays(String written) {
		return read(written, new TypeReference<TreeMap<LocalDate, String>>() {
		});
	}

	private <T> T read(String written, TypeReference<T> type) {
		try {
			return this.json.readValue(written, type);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("A stored calendar cannot be read", ex);
		}
	}

	String written(Object thing) {
		try {
			return this.json.writeValueAsString(thing);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private record State(UUID tenant, String key, long version) {
	}

}
