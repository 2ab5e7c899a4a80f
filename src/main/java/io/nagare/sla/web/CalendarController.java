package io.nagare.sla.web;

import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.Versioned;
import io.nagare.sla.calendar.BusinessCalendar;
import io.nagare.sla.calendar.CalendarDefinition;
import io.nagare.sla.calendar.CalendarPreview;
import io.nagare.sla.calendar.CalendarService;
import io.nagare.sla.calendar.CalendarView;
import io.nagare.sla.calendar.Calendars;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Business calendars, by id or key. */
@RestController
@RequestMapping("/api/v1/calendars")
@Tag(name = "SLA")
class CalendarController {

	private static final int MONTH = 31;

	private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");

	/** The day after the year 2100 has ended everywhere. */
	private static final Instant LAST = Instant.parse("2101-01-02T00:00:00Z");

	private final Calendars calendars;

	private final CalendarService management;

	private final CurrentCaller caller;

	CalendarController(Calendars calendars, CalendarService management, CurrentCaller caller) {
		this.calendars = calendars;
		this.management = management;
		this.caller = caller;
	}

	@GetMapping
	Paged<CalendarDto> listCalendars(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		reader();
		PageQuery query = PageQuery.of(page, limit);
		List<CalendarView> all = this.calendars.all();
		return Paged.of(all.stream().skip(query.offset()).limit(query.limit()).map(CalendarDto::of).toList(), query,
				all.size());
	}

	@GetMapping("/{id}")
	CalendarDto readCalendar(@PathVariable String id) {
		reader();
		return this.calendars.view(id).map(CalendarDto::of).orElseThrow(Refusal::notFound);
	}

	@PostMapping
	ResponseEntity<CalendarDto> createCalendar(@Valid @RequestBody NewCalendar wanted) {
		CalendarDto created = CalendarDto
			.of(this.management.create(this.caller.require(), wanted.key(), wanted.definition()));
		return ResponseEntity.created(URI.create("/api/v1/calendars/" + created.id())).body(created);
	}

	/** What a calendar would be like: nothing is kept. */
	@PostMapping("/preview")
	CalendarPreview previewCalendar(@Valid @RequestBody PreviewedCalendar wanted) {
		checkInstant("start", wanted.start());
		return this.management.preview(this.caller.require(), wanted.definition(), wanted.start(),
				(wanted.days() != null) ? wanted.days() : MONTH, (wanted.minutes() != null) ? wanted.minutes() : 0);
	}

	@PutMapping("/{id}")
	CalendarDto replaceCalendar(@PathVariable String id, @Valid @RequestBody CalendarDefinition definition,
			IfMatch ifMatch) {
		return CalendarDto.of(this.management.redefine(this.caller.require(), id, definition, ifMatch));
	}

	/** The first moment at which so many business minutes have passed. */
	@GetMapping("/{id}/due")
	DueDto dueIn(@PathVariable String id, @RequestParam Instant start, @RequestParam long minutes) {
		reader();
		BusinessCalendar calendar = this.calendars.calendar(id).orElseThrow(Refusal::notFound);
		checkInstant("start", start);
		if (minutes < 0) {
			throw Refusal.invalid("minutes", "positive_or_zero");
		}
		try {
			return new DueDto(calendar.due(start, Duration.ofMinutes(minutes)));
		}
		catch (DateTimeException | ArithmeticException ex) {
			throw Refusal.invalid("minutes", "never_due");
		}
	}

	/** The business time between two instants, in full seconds. */
	@GetMapping("/{id}/elapsed")
	ElapsedDto elapsedIn(@PathVariable String id, @RequestParam Instant from, @RequestParam Instant to) {
		reader();
		BusinessCalendar calendar = this.calendars.calendar(id).orElseThrow(Refusal::notFound);
		checkInstant("from", from);
		checkInstant("to", to);
		if (to.isBefore(from)) {
			throw Refusal.invalid("to", "end_before_start");
		}
		return new ElapsedDto(calendar.elapsed(from, to).toSeconds());
	}

	@GetMapping("/{id}/holidays")
	List<HolidayDto> listHolidays(@PathVariable String id, @RequestParam int year) {
		reader();
		if (year < 1955 || year > 2150) {
			throw Refusal.invalid("year", "out_of_range", "1955", "2150");
		}
		return this.calendars.holidays(id, year)
			.orElseThrow(Refusal::notFound)
			.entrySet()
			.stream()
			.map((day) -> new HolidayDto(day.getKey(), day.getValue()))
			.toList();
	}

	/** Takes the Cabinet Office's file in the place of an earlier one. */
	@PutMapping(path = "/{id}/holidays", consumes = { "text/csv", MediaType.APPLICATION_OCTET_STREAM_VALUE })
	CalendarDto replaceHolidays(@PathVariable String id, @RequestBody byte[] file, IfMatch ifMatch) {
		return CalendarDto.of(this.management.takeHolidays(this.caller.require(), id, file, ifMatch));
	}

	/** The same, as a form sends it. */
	@PutMapping(path = "/{id}/holidays", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	CalendarDto uploadHolidays(@PathVariable String id, @RequestPart MultipartFile file, IfMatch ifMatch)
			throws IOException {
		return CalendarDto.of(this.management.takeHolidays(this.caller.require(), id, file.getBytes(), ifMatch));
	}

	/**
	 * Takes a calendar file in the place of the closures; the yearly ones stay.
	 */
	@PutMapping(path = "/{id}/closures", consumes = { "text/calendar", MediaType.APPLICATION_OCTET_STREAM_VALUE })
	CalendarDto replaceClosures(@PathVariable String id, @RequestBody byte[] file, IfMatch ifMatch) {
		return CalendarDto.of(this.management.takeClosures(this.caller.require(), id, file, ifMatch));
	}

	/** The same, as a form sends it. */
	@PutMapping(path = "/{id}/closures", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	CalendarDto uploadClosures(@PathVariable String id, @RequestPart MultipartFile file, IfMatch ifMatch)
			throws IOException {
		return CalendarDto.of(this.management.takeClosures(this.caller.require(), id, file.getBytes(), ifMatch));
	}

	private void reader() {
		Caller reader = this.caller.require();
		reader.demand("sla:read");
	}

	private static void checkInstant(String field, Instant instant) {
		if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
			throw Refusal.invalid(field, "out_of_range", "1970", "2100");
		}
	}

	/**
	 * A calendar that is to be looked at.
	 *
	 * @param start of the first day, and from when business time counts
	 * @param days how many; 31 where it is not said
	 * @param minutes of business time that something is due in
	 */
	record PreviewedCalendar(@NotNull @Valid CalendarDefinition definition, @NotNull Instant start,
			@Nullable @Min(1) @Max(366) Integer days, @Nullable @PositiveOrZero @Max(10_000_000) Long minutes) {
	}

	/** A calendar that is to be made. */
	record NewCalendar(@NotBlank String key, @NotNull @Valid CalendarDefinition definition) {
	}

	/**
	 * A calendar.
	 *
	 * @param uploadedHolidays how many days were uploaded
	 * @param uploadedUntil the last of them
	 */
	@Schema(name = "Calendar")
	record CalendarDto(UUID id, String key, boolean shipped, CalendarDefinition definition, int uploadedHolidays,
			@Nullable LocalDate uploadedUntil, long version) implements Versioned {

		static CalendarDto of(CalendarView calendar) {
			var uploaded = calendar.uploadedHolidays();
			return new CalendarDto(calendar.id(), calendar.key(), calendar.shipped(), calendar.definition(),
					uploaded.size(), uploaded.isEmpty() ? null : uploaded.lastKey(), calendar.version());
		}

	}

	@Schema(name = "BusinessTimeDue")
	record DueDto(Instant due) {
	}

	@Schema(name = "BusinessTimeElapsed")
	record ElapsedDto(long seconds) {
	}

	@Schema(name = "Holiday")
	record HolidayDto(LocalDate date, String name) {
	}

}
