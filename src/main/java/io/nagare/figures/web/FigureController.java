package io.nagare.figures.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.figures.BreachRiskQueries;
import io.nagare.figures.BreachRisks;
import io.nagare.figures.FigureQueries;
import io.nagare.figures.FigureQuestion;
import io.nagare.figures.FigureValue;
import io.nagare.figures.ForecastQueries;
import io.nagare.figures.VolumeForecast;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;

/** Figures, for those who may read reports, over the tickets that they may read. */
@RestController
@Tag(name = "Figures")
@RequestMapping("/api/v1/figures")
class FigureController {

	private final FigureQueries figures;

	private final ForecastQueries forecasts;

	private final BreachRiskQueries risks;

	private final Clock clock;

	FigureController(FigureQueries figures, ForecastQueries forecasts, BreachRiskQueries risks, Clock clock) {
		this.figures = figures;
		this.forecasts = forecasts;
		this.risks = risks;
		this.clock = clock;
	}

	@GetMapping
	@Operation(summary = "Lists the figures there are, with what exactly each counts")
	List<FigureValue.Entry> listFigures() {
		return this.figures.all();
	}

	@GetMapping("/aims")
	@Operation(summary = "Compares a period with one before it, by what the platform was meant to bring")
	List<FigureValue.Aim> compareWithAims(@RequestParam(required = false) @Nullable Instant from,
			@RequestParam(required = false) @Nullable Instant to,
			@RequestParam(name = "before_from", required = false) @Nullable Instant beforeFrom,
			@RequestParam(name = "before_to", required = false) @Nullable Instant beforeTo) {
		Instant end = (to != null) ? to : this.clock.instant();
		Instant start = (from != null) ? from : end.minus(FigureQueries.USUAL);
		Instant endBefore = (beforeTo != null) ? beforeTo : start;
		return this.figures.aims(
				period((beforeFrom != null) ? beforeFrom : endBefore.minus(Duration.between(start, end)), endBefore),
				period(start, end));
	}

	@GetMapping("/forecast")
	@Operation(
			summary = "Forecasts how many tickets are reported in the next seven days, beside the same days a week before")
	VolumeForecast forecastReported(@RequestParam(required = false) @Nullable String kind,
			@RequestParam(name = "team_id", required = false) @Nullable List<UUID> teamId,
			@RequestParam(name = "category_id", required = false) @Nullable List<UUID> categoryId,
			@RequestParam(name = "site_id", required = false) @Nullable UUID siteId,
			@RequestParam(name = "department_id", required = false) @Nullable UUID departmentId) {
		return this.forecasts.reported(
				new FigureQuestion(null, null, kind, teamId, categoryId, null, null, null, null, siteId, departmentId));
	}

	@GetMapping("/breach-risks")
	@Operation(summary = "Lists the open tickets that are the likeliest to miss their resolution target, and how well"
			+ " that was told in the past")
	BreachRisks listBreachRisks(@ParameterObject Risky filter,
			@RequestParam(name = "ticket_id", required = false) @Nullable UUID ticketId,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.risks.likeliest(filter.question(), ticketId, limit);
	}

	private static @Nullable List<UUID> either(@Nullable List<UUID> teamId, @Nullable List<UUID> team) {
		return (teamId != null) ? teamId : team;
	}

	private static FigureQuestion period(@Nullable Instant from, @Nullable Instant to) {
		return new FigureQuestion(from, to, null, null, null, null, null, null, null);
	}

	@GetMapping("/{name}")
	@Operation(summary = "Counts a figure: numerator, denominator, their quotient, and the same for each part")
	FigureValue readFigure(@PathVariable String name, @ParameterObject Filter filter) {
		this.figures.demandNow(name, filter.to());
		return this.figures.of(name, filter.question());
	}

	@GetMapping("/{name}/tickets")
	@Operation(summary = "Lists the tickets behind a figure, those first that weigh most")
	Paged<FigureValue.Ticket> listTicketsOfFigure(@PathVariable String name, @ParameterObject Filter filter,
			@RequestParam(required = false) @Nullable String key,
			@RequestParam(required = false) @Schema(allowableValues = { "numerator", "rest" }) @Nullable String part,
			@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		this.figures.demandNow(name, filter.to());
		return this.figures.tickets(name, filter.question(), key, part, PageQuery.of(page, limit));
	}

	/**
	 * Of which open tickets it is told who may miss a target, and what tells them apart.
	 *
	 * @param team the same as {@code team_id}
	 */
	record Risky(@Nullable String kind, @BindParam("team_id") @Nullable List<UUID> teamId, @Nullable List<UUID> team,
			@BindParam("category_id") @Nullable List<UUID> categoryId, @Nullable List<String> priority,
			@BindParam("site_id") @Nullable UUID siteId, @BindParam("department_id") @Nullable UUID departmentId,
			@Schema(allowableValues = {
					"team", "category", "site", "department" }) @Nullable String by){

		FigureQuestion question() {
			return new FigureQuestion(null, null, this.kind, either(this.teamId, this.team), this.categoryId,
					this.priority, null, null, this.by, this.siteId, this.departmentId);
		}

	}

	/**
	 * What narrows a figure, and what tells it apart.
	 *
	 * @param team the same as {@code team_id}
	 * @param at of which moment a figure of how things stand tells; now without
	 */
	record Filter(@Nullable Instant from, @Nullable Instant to, @Nullable String kind,
			@BindParam("team_id") @Nullable List<UUID> teamId, @Nullable List<UUID> team,
			@BindParam("category_id") @Nullable List<UUID> categoryId, @Nullable List<String> priority,
			@Nullable UUID service, @Nullable String model, @Nullable String by,
			@BindParam("site_id") @Nullable UUID siteId, @BindParam("department_id") @Nullable UUID departmentId,
			@Nullable Instant at) {

		FigureQuestion question() {
			return new FigureQuestion(this.from, this.to, this.kind, either(this.teamId, this.team), this.categoryId,
					this.priority, this.service, this.model, this.by, this.siteId, this.departmentId, this.at);
		}

	}

}
