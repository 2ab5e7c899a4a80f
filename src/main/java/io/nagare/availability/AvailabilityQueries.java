package io.nagare.availability;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.announcement.AnnouncedWindows;
import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.sla.calendar.BusinessCalendar;
import io.nagare.sla.calendar.Calendars;

/** How available the services were of what was agreed. */
@Component
@Transactional(readOnly = true)
public class AvailabilityQueries {

	/** The attribute of a service that names the calendar of its agreed hours. */
	static final String HOURS = "service_hours";

	private static final Duration USUAL = Duration.ofDays(30);

	private static final Duration LONGEST = Duration.ofDays(3660);

	private final OutageRepository outages;

	private final AnnouncedWindows windows;

	private final Cmdb cmdb;

	private final Calendars calendars;

	private final CurrentCaller callers;

	private final Clock clock;

	AvailabilityQueries(OutageRepository outages, AnnouncedWindows windows, Cmdb cmdb, Calendars calendars,
			CurrentCaller callers, Clock clock) {
		this.outages = outages;
		this.windows = windows;
		this.cmdb = cmdb;
		this.calendars = calendars;
		this.callers = callers;
		this.clock = clock;
	}

	/**
	 * The availability of every service in use, those first that were available least;
	 * those of which nothing is known last.
	 * @param from null for 30 days before the end
	 * @param to null for now; what has not passed yet does not count
	 * @throws Refusal FORBIDDEN for who may read no reports; VALIDATION_FAILED for a
	 * period that is none, or too long
	 */
	public Availability between(@Nullable Instant from, @Nullable Instant to) {
		Caller caller = this.callers.requireMember();
		caller.demand("report:read");
		Instant now = this.clock.instant();
		Instant end = (to != null && to.isBefore(now)) ? to : now;
		Instant start = (from != null) ? from : end.minus(USUAL);
		check(start, end);
		Map<UUID, List<Outage>> down = this.outages.within(start, end)
			.stream()
			.collect(Collectors.groupingBy(Outage::service));
		List<AnnouncedWindows.Window> announced = this.windows.between(start, end)
			.stream()
			.map(this::reaching)
			.toList();
		Set<UUID> known = this.outages.services();
		List<OfService> services = new ArrayList<>();
		for (ConfigurationItem service : this.cmdb.allServices()) {
			List<Span> outages = down.getOrDefault(service.id(), List.of())
				.stream()
				.map((outage) -> outage.until(now))
				.toList();
			List<Span> planned = announced.stream()
				.filter((window) -> window.items().contains(service.id()))
				.map((window) -> new Span(window.from(), window.to()))
				.toList();
			services.add(of(service, agreed(service, start, end), outages, planned, known.contains(service.id())));
		}
		services.sort(OfService.WORST_FIRST);
		return new Availability(Texts.label("figures.availability.title"),
				Texts.label("figures.availability.definition"), start, end, List.copyOf(services));
	}

	/** Who announces work on a server means the services on it too. */
	private AnnouncedWindows.Window reaching(AnnouncedWindows.Window window) {
		Set<UUID> items = new HashSet<>(window.items());
		this.cmdb.servicesReached(window.items()).forEach((service) -> items.add(service.id()));
		return new AnnouncedWindows.Window(items, window.from(), window.to());
	}

	private static void check(Instant start, Instant end) {
		if (!BusinessCalendar.knows(start)) {
			throw Refusal.invalid("from", "out_of_range", String.valueOf(BusinessCalendar.FIRST_YEAR),
					String.valueOf(BusinessCalendar.LAST_YEAR));
		}
		if (!start.isBefore(end)) {
			throw Refusal.invalid("to", "end_before_start");
		}
		if (Duration.between(start, end).compareTo(LONGEST) > 0) {
			throw Refusal.invalid("to", "too_long_after_start", LONGEST.toDays());
		}
	}

	/** When the service was to be available; empty where its calendar is not known. */
	private Optional<List<Span>> agreed(ConfigurationItem service, Instant from, Instant to) {
		return this.calendars.calendar(hours(service))
			.map((calendar) -> calendar.open(from, to)
				.stream()
				.map((open) -> new Span(open.from(), open.to()))
				.toList());
	}

	/** Round the clock where the service says nothing. */
	private static String hours(ConfigurationItem service) {
		return Optional.ofNullable(service.attributes().get(HOURS))
			.map(Object::toString)
			.filter((key) -> !key.isBlank())
			.orElse(Calendars.ROUND_THE_CLOCK);
	}

	private static OfService of(ConfigurationItem service, Optional<List<Span>> agreed, List<Span> outages,
			List<Span> planned, boolean known) {
		Measure measure = Measure.of(agreed.orElse(List.of()), outages, planned);
		boolean counts = known && measure.agreed() > 0;
		return new OfService(service.id(), service.name(), service.tier(), hours(service), counts,
				measure.agreed() - measure.down(), measure.agreed(), counts ? measure.availability() : null,
				measure.down(), measure.planned(), measure.outages(), measure.longest(), measure.meanRepair(),
				measure.meanBetween());
	}

	/**
	 * How available the services were.
	 *
	 * @param definition what exactly is counted
	 * @param from the first moment of the period
	 * @param to the moment after its last
	 * @param services all in use, those first that were available least
	 */
	public record Availability(Label title, Label definition, Instant from, Instant to, List<OfService> services) {
	}

	/**
	 * The availability of a service. Times are in seconds of its agreed hours.
	 *
	 * @param calendar the key of the calendar of its agreed hours
	 * @param known whether an outage of it was ever written down: where nobody does,
	 * nothing is known
	 * @param numerator how long it was available, announced maintenance included
	 * @param denominator how long that was agreed
	 * @param value the quotient; null where it is not known
	 * @param downSeconds how long it was not, outside of announced maintenance
	 * @param plannedSeconds how long it was not, within announced maintenance
	 * @param outages how often it was not, outside of announced maintenance; those that
	 * overlap or touch are one
	 * @param longestSeconds the longest of them; null for none, as the next
	 * @param mttrSeconds how long they took on average
	 * @param mtbfSeconds how long it was available on average for each of them
	 */
	@Schema(name = "ServiceAvailability")
	public record OfService(UUID id, String name, int tier, String calendar, boolean known, long numerator,
			long denominator, @Nullable Double value, long downSeconds, long plannedSeconds, int outages,
			@Nullable Long longestSeconds, @Nullable Long mttrSeconds, @Nullable Long mtbfSeconds) {

		private static final Comparator<OfService> WORST_FIRST = Comparator
			.comparing((OfService one) -> (one.value() != null) ? one.value() : 2.0)
			.thenComparing(OfService::tier)
			.thenComparing(OfService::name);

	}

}
