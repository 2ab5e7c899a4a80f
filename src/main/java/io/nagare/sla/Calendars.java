package io.nagare.sla;

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

	private final ObjectMapper json;

	/**
	 * Knows states that never change, so that no node must be told about a change. A
	 * calendar that is much asked has up to a megabyte of open spans.
	 */
	private final Cache<State, BusinessCalendar> known = Caffeine.newBuilder().maximumSize(200).build();

	Calendars(CalendarRepository stored, ObjectMapper json) {
		this.stored = stored;
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
		Optional<State> state = this.stored.revision(key)
			.map((revision) -> new State(revision.getId(), revision.getVersion()));
		if (state.isEmpty()) {
			return ShippedCalendars.calendar(key);
		}
		return Optional.ofNullable(
				this.known.get(state.get(), (missing) -> view(this.stored.findByCode(key).orElseThrow()).calendar()));
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
		try {
			boolean shipped = ShippedCalendars.contains(calendar.code());
			return new CalendarView(shipped ? ShippedCalendars.id(calendar.code()) : calendar.id(), calendar.code(),
					this.json.readValue(calendar.definition(), CalendarDefinition.class),
					this.json.readValue(calendar.holidays(), new TypeReference<TreeMap<LocalDate, String>>() {
					}), shipped, calendar.version());
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("Calendar " + calendar.id() + " cannot be read", ex);
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

	private record State(UUID id, int version) {
	}

}
