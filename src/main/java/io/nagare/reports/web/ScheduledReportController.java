package io.nagare.reports.web;

import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.directory.User;
import io.nagare.reports.schedule.ScheduledReport;
import io.nagare.reports.schedule.ScheduledReportFields;
import io.nagare.reports.schedule.ScheduledReportMailService;
import io.nagare.reports.schedule.ScheduledReportMails;
import io.nagare.reports.schedule.ScheduledReportService;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Versioned;
import io.nagare.workplace.DashboardCard;

/** Reports that people are mailed by a schedule. */
@RestController
@Tag(name = "Reports")
@RequestMapping("/api/v1/scheduled-reports")
class ScheduledReportController {

	private final ScheduledReportService reports;

	private final ScheduledReportMailService mails;

	ScheduledReportController(ScheduledReportService reports, ScheduledReportMailService mails) {
		this.reports = reports;
		this.mails = mails;
	}

	@GetMapping
	@Operation(summary = "Lists the reports that the caller planned or is mailed, each with when it is mailed next; all"
			+ " of the tenant for who manages people")
	Paged<ScheduledReportDto> listScheduledReports(@RequestParam(defaultValue = "false") boolean all,
			@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		Paged<ScheduledReport> found = this.reports.page(all, PageQuery.of(page, limit));
		Map<UUID, User> owners = this.reports.owners(found.items());
		return found.map((report) -> ScheduledReportDto.of(report, owners.get(report.owner())));
	}

	@GetMapping("/{id}")
	ScheduledReportDto readScheduledReport(@PathVariable UUID id) {
		return told(this.reports.one(id));
	}

	@PostMapping
	@Operation(summary = "Plans a report of figures, a dashboard or a list, mailed each week or month")
	ResponseEntity<ScheduledReportDto> planScheduledReport(@Valid @RequestBody ScheduledReportFields fields) {
		ScheduledReportDto planned = told(this.reports.plan(fields));
		return ResponseEntity.created(URI.create("/api/v1/scheduled-reports/" + planned.id())).body(planned);
	}

	@PatchMapping("/{id}")
	@Operation(summary = "Changes a report, pauses it or lets it go on; makes up for nothing that is over")
	ScheduledReportDto changeScheduledReport(@PathVariable UUID id, @Valid @RequestBody ScheduledReportFields fields,
			IfMatch ifMatch) {
		return told(this.reports.change(id, fields, ifMatch));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Removes a report with what is known of its mails")
	void removeScheduledReport(@PathVariable UUID id, IfMatch ifMatch) {
		this.reports.remove(id, ifMatch);
	}

	@PostMapping("/{id}/owner")
	@Operation(summary = "Makes a report another’s, for its owner and who manages people; a dashboard’s cards are"
			+ " from then on those that the new owner sees")
	ScheduledReportDto handOverScheduledReport(@PathVariable UUID id, @Valid @RequestBody NewOwner owner,
			IfMatch ifMatch) {
		return told(this.reports.handOver(id, owner.ownerId(), ifMatch));
	}

	@PostMapping("/{id}/send")
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(summary = "Mails the report to the caller alone, within a minute")
	void sendScheduledReport(@PathVariable UUID id) {
		this.mails.send(id);
	}

	@PostMapping("/{id}/leave")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "The caller is mailed the report no more")
	void leaveScheduledReport(@PathVariable UUID id) {
		this.reports.leave(id);
	}

	@GetMapping("/{id}/mails")
	@Operation(summary = "What became of its mails, the latest first; recipients see their own")
	Paged<ScheduledReportMails.Told> listScheduledReportMails(@PathVariable UUID id,
			@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.mails.mails(id, PageQuery.of(page, limit));
	}

	private ScheduledReportDto told(ScheduledReport report) {
		return ScheduledReportDto.of(report, this.reports.owners(List.of(report)).get(report.owner()));
	}

	@Schema(name = "NewScheduledReportOwner")
	record NewOwner(@NotNull UUID ownerId) {
	}

	/**
	 * A report as its readers see it.
	 *
	 * @param isOwnerActive false where its owner has left: nothing is mailed any more
	 * until somebody else has it
	 */
	@Schema(name = "ScheduledReport")
	record ScheduledReportDto(UUID id, String name, @Schema(allowableValues = {
			"figures", "dashboard", "list" }) String content, List<DashboardCard> cards, @Nullable UUID dashboardId,
			@Nullable String kind, String filter, @Schema(allowableValues = { "pdf", "xlsx" }) String format,
			List<UUID> recipientIds, @Schema(allowableValues = { "weekly", "monthly" }) String repeats,
			@Nullable String weekday, @Nullable Integer businessDay,
			@Schema(allowableValues = { "keep", "next", "previous", "skip" }) String whenClosed, String calendar,
			@Schema(example = "08:00") String timeOfDay, boolean isActive, @Nullable Instant nextAt, UUID ownerId,
			String ownerName, boolean isOwnerActive, Instant createdAt, Instant updatedAt,
			long version) implements Versioned{

		private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

		static ScheduledReportDto of(ScheduledReport report, @Nullable User owner) {
			return new ScheduledReportDto(report.id(), report.name(), report.content(), report.cards(),
					report.dashboard().orElse(null), report.kind().orElse(null), report.filter(), report.format(),
					report.recipients(), report.repeats(), report.weekday().orElse(null),
					report.businessDay().orElse(null), report.whenClosed(), report.calendar(),
					TIME.format(report.timeOfDay()), report.isActive(), report.nextAt().orElse(null), report.owner(),
					(owner != null) ? owner.fullName() : "", owner != null && owner.isActive(), report.createdAt(),
					report.updatedAt(), report.version());
		}

	}

}
