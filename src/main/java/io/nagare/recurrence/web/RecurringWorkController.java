package io.nagare.recurrence.web;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.recurrence.PlannedDate;
import io.nagare.recurrence.RecurrencePreview;
import io.nagare.recurrence.RecurringDate;
import io.nagare.recurrence.RecurringDates;
import io.nagare.recurrence.RecurringWork;
import io.nagare.recurrence.RecurringWorkFields;
import io.nagare.recurrence.RecurringWorkService;
import io.nagare.recurrence.StartRefusal;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.RefusalWords;
import io.nagare.shared.Versioned;

/** Requests and changes that begin again and again. */
@RestController
@Tag(name = "Recurring work")
@RequestMapping("/api/v1/recurring-work")
class RecurringWorkController {

	private static final String DATES_SHOWN = "6";

	private final RecurringWorkService works;

	private final RecurringDates dates;

	private final RefusalWords words;

	RecurringWorkController(RecurringWorkService works, RecurringDates dates, RefusalWords words) {
		this.works = works;
		this.dates = dates;
		this.words = words;
	}

	@GetMapping
	@Operation(summary = "Lists the recurring work, by title, each with when it begins next")
	Paged<RecurringWorkDto> listRecurringWork(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.works.page(PageQuery.of(page, limit)).map(RecurringWorkDto::of);
	}

	@GetMapping("/{id}")
	RecurringWorkDto readRecurringWork(@PathVariable UUID id) {
		return RecurringWorkDto.of(this.works.one(id));
	}

	@PostMapping
	@Operation(summary = "Plans work that begins again and again, in the caller's name; what would be refused when it "
			+ "begins is refused now")
	ResponseEntity<RecurringWorkDto> planRecurringWork(@Valid @RequestBody RecurringWorkFields fields) {
		RecurringWorkDto planned = RecurringWorkDto.of(this.works.plan(fields));
		return ResponseEntity.created(URI.create("/api/v1/recurring-work/" + planned.id())).body(planned);
	}

	@PostMapping("/preview")
	@Operation(summary = "When work would begin that nobody has planned yet; keeps nothing")
	List<PlannedDate> previewRecurringWork(@Valid @RequestBody RecurrencePreview wanted,
			@RequestParam(defaultValue = DATES_SHOWN) @Min(1) @Max(60) int count) {
		return this.dates.preview(wanted, count);
	}

	@PatchMapping("/{id}")
	@Operation(summary = "Changes what begins or when; another schedule makes up for nothing that is over")
	RecurringWorkDto changeRecurringWork(@PathVariable UUID id, @Valid @RequestBody RecurringWorkFields fields,
			IfMatch ifMatch) {
		return RecurringWorkDto.of(this.works.change(id, fields, ifMatch));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Removes work with all that is known of its dates; the tickets that it began stay")
	void removeRecurringWork(@PathVariable UUID id, IfMatch ifMatch) {
		this.works.remove(id, ifMatch);
	}

	@GetMapping("/{id}/dates")
	@Operation(summary = "The next dates, those that were moved or left out among them")
	List<PlannedDate> listRecurringDates(@PathVariable UUID id,
			@RequestParam(defaultValue = DATES_SHOWN) @Min(1) @Max(60) int count) {
		return this.dates.dates(id, count);
	}

	@PutMapping("/{id}/dates/{date}")
	@Operation(summary = "Moves the date that was planned for that day, or leaves it out")
	PlannedDate changeRecurringDate(@PathVariable UUID id, @PathVariable String date,
			@Valid @RequestBody ChangedDate change) {
		return this.dates.changeDate(id, date, change.dueAt());
	}

	@DeleteMapping("/{id}/dates/{date}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Takes back that a date was moved or left out")
	void restoreRecurringDate(@PathVariable UUID id, @PathVariable String date) {
		this.dates.restoreDate(id, date);
	}

	@GetMapping("/{id}/occurrences")
	@Operation(summary = "What became of the dates that are over, the latest first")
	Paged<OccurrenceDto> listOccurrences(@PathVariable UUID id, @RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit, Locale locale) {
		return this.dates.occurrences(id, PageQuery.of(page, limit)).map((date) -> occurrence(date, locale));
	}

	private OccurrenceDto occurrence(RecurringDate date, Locale locale) {
		return new OccurrenceDto(date.day(), date.dueAt(), date.state(), date.ticket().orElse(null),
				date.ticketNumber().orElse(null), date.refusal().map(StartRefusal::code).orElse(null),
				date.refusal().map((refusal) -> refusal.text(this.words, locale)).orElse(null), date.leftOut());
	}

	/**
	 * What becomes of a single date.
	 *
	 * @param dueAt when it begins instead; null to leave it out
	 */
	record ChangedDate(@Nullable Instant dueAt) {
	}

	/**
	 * A date that is over.
	 *
	 * @param date the day it was planned for
	 * @param dueAt when it was to begin
	 * @param ticketId what began; null for nothing
	 * @param refusalCode the code of the error for which nothing did
	 * @param refusalMessage the same for people
	 * @param leftOut names of answers that nothing asked any more
	 */
	@Schema(name = "RecurringOccurrence")
	record OccurrenceDto(LocalDate date, Instant dueAt, @Schema(allowableValues = {
			"started", "missed", "refused", "skipped" }) String state, @Nullable UUID ticketId,
			@Nullable String ticketNumber, @Nullable String refusalCode, @Nullable String refusalMessage,
			List<String> leftOut){
	}

	@Schema(name = "RecurringWork")
	record RecurringWorkDto(UUID id, String title, @Schema(allowableValues = {
			"request", "change" }) String kind, @Nullable String requestType, @Nullable UUID modelId,
			Map<String, Object> answers, UUID ownerId, @Nullable UUID requesterId, String rrule,
			@Nullable Integer businessDay,
			@Schema(allowableValues = { "keep", "next", "previous", "skip" }) String whenClosed, String calendar,
			@Schema(example = "09:00") String timeOfDay, LocalDate startsOn, @Nullable LocalDate endsOn,
			@Nullable Integer windowAfterMinutes, @Nullable Integer windowMinutes, boolean isActive,
			@Nullable Instant nextAt, Instant createdAt, Instant updatedAt, long version) implements Versioned{

		private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

		static RecurringWorkDto of(RecurringWork work) {
			return new RecurringWorkDto(work.id(), work.title(), work.kind(), work.requestType().orElse(null),
					work.model().orElse(null), work.answers(), work.owner(), work.requester().orElse(null),
					work.rrule(), work.businessDay().orElse(null), work.whenClosed(), work.calendar(),
					TIME.format(work.timeOfDay()), work.startsOn(), work.endsOn().orElse(null),
					work.windowAfterMinutes().orElse(null), work.windowMinutes().orElse(null), work.isActive(),
					work.nextAt().orElse(null), work.createdAt(), work.updatedAt(), work.version());
		}

	}

}
