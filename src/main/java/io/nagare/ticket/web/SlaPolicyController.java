package io.nagare.ticket.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.nagare.shared.Paged;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Refusal;
import io.nagare.sla.calendar.CalendarDefinition;
import io.nagare.sla.calendar.CalendarDraft;
import io.nagare.sla.SlaChange;
import io.nagare.ticket.sla.SlaPolicies;
import io.nagare.workflow.DecisionTableView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tables, rules and calendars of service levels, applied to tickets that are open
 * already.
 */
@RestController
@RequestMapping("/api/v1/sla-policies")
@Tag(name = "SLA")
class SlaPolicyController {

	/** From the start of each clock; the other mode is from now. */
	private static final String RETROACTIVE = "retroactive";

	private static final String FROM_NOW = "from_now";

	private final SlaPolicies policies;

	SlaPolicyController(SlaPolicies policies) {
		this.policies = policies;
	}

	@GetMapping
	@Operation(summary = "The tables of service levels that are in force")
	List<TableDto> listSlaTables() {
		return this.policies.tables().stream().map(TableDto::of).toList();
	}

	@PostMapping("/preview")
	@Operation(summary = "Which clocks of open tickets would be due at another time; nothing is changed")
	Paged<SlaChange> previewSlaPolicies(@Valid @RequestBody Preview wanted,
			@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		PageQuery query = PageQuery.of(page, limit);
		if ((wanted.calendar() == null) != (wanted.definition() == null)) {
			throw Refusal.invalid((wanted.calendar() == null) ? "calendar" : "definition", "required");
		}
		CalendarDraft draft = (wanted.calendar() != null && wanted.definition() != null)
				? new CalendarDraft(wanted.calendar(), wanted.definition()) : null;
		List<SlaChange> changes = this.policies.preview(isRetroactive(wanted.mode()), draft);
		return Paged.of(changes.stream().skip(query.offset()).limit(query.limit()).toList(), query, changes.size());
	}

	@PostMapping("/apply")
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(summary = "Lets the clocks of open tickets run by what is in force now, in the background")
	Map<String, Integer> applySlaPolicies(@Valid @RequestBody Application wanted) {
		return Map.of("tickets", this.policies.apply(isRetroactive(wanted.mode())));
	}

	private static boolean isRetroactive(String mode) {
		if (!List.of(RETROACTIVE, FROM_NOW).contains(mode)) {
			throw Refusal.invalid("mode", "not_a_choice", FROM_NOW + ", " + RETROACTIVE);
		}
		return mode.equals(RETROACTIVE);
	}

	/**
	 * A table.
	 *
	 * @param columns those that are asked, and then those that answer
	 */
	@Schema(name = "SlaTable")
	record TableDto(String key, String name, int version, List<ColumnDto> columns, List<RowDto> rows) {

		static TableDto of(DecisionTableView table) {
			Locale locale = LocaleContextHolder.getLocale();
			return new TableDto(table.key(), table.name().in(locale), table.version(),
					Stream
						.concat(table.inputs().stream().map((column) -> ColumnDto.of(column, "input", locale)),
								table.outputs().stream().map((column) -> ColumnDto.of(column, "output", locale)))
						.toList(),
					table.rows()
						.stream()
						.map((row) -> new RowDto(row.id(), row.cells(), row.note().in(locale)))
						.toList());
		}

	}

	/**
	 * A column.
	 *
	 * @param name the expression of an input, or what an output is called
	 */
	@Schema(name = "SlaTableColumn")
	record ColumnDto(String name, String label, @Schema(allowableValues = {
			"input", "output" }) String type){

		private static ColumnDto of(DecisionTableView.Column column, String type, Locale locale) {
			return new ColumnDto(column.name(), column.label().in(locale), type);
		}

	}

	/**
	 * A rule.
	 *
	 * @param cells one for each column, as they are written; {@code -} where everything
	 * fits
	 * @param note what its owner wrote beside it
	 */
	@Schema(name = "SlaTableRow")
	record RowDto(String id, List<String> cells, String note) {
	}

	/**
	 * What to look at.
	 *
	 * @param mode {@code from_now} or {@code retroactive}
	 * @param calendar key or id of a calendar as it might become; null for what is in
	 * force
	 * @param definition what would be said of it
	 */
	@Schema(name = "SlaPolicyPreview")
	record Preview(@NotBlank String mode, @Nullable String calendar, @Nullable @Valid CalendarDefinition definition) {
	}

	/**
	 * How to apply it.
	 *
	 * @param mode {@code from_now} or {@code retroactive}
	 */
	@Schema(name = "SlaPolicyApplication")
	record Application(@NotBlank String mode) {
	}

}
