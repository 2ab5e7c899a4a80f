package io.nagare.mining;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

import io.nagare.directory.Directory;
import io.nagare.directory.Team;
import io.nagare.figures.FigureQueries;
import io.nagare.figures.FigureQuestion;
import io.nagare.figures.FigureValue;
import io.nagare.mining.MiningQueries.OfTeam;
import io.nagare.mining.MiningQueries.Strays;
import io.nagare.mining.ProcessFlow.Step;
import io.nagare.shared.Label;
import io.nagare.shared.Texts;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;

/** Points at what of a process is worth a look. */
@Component
public class ProcessFindings {

	private static final String END = "endEvent";

	/** A wait is long that takes so much of all the time. */
	private static final double MUCH = 0.1;

	private static final int MOST_WAITS = 3;

	/** A team is slow that takes so many times as long as all of them. */
	private static final double SLOW = 1.5;

	/** Fewer visits say nothing about a team. */
	private static final int ENOUGH_VISITS = 5;

	/** An element is repeated to which so many of its tickets come back. */
	private static final double OFTEN = 0.05;

	/** Of fewer tickets none need have taken each way. */
	private static final int ENOUGH_TICKETS = 20;

	/** The figures that tell of a kind's process as a whole. */
	private static final List<String> FIGURES = List.of("ping_pong", "late_hold", "reopened", "push_to_front",
			"board_time");

	private final MiningQueries queries;

	private final FigureQueries figures;

	private final TicketTypes types;

	private final Directory directory;

	ProcessFindings(MiningQueries queries, FigureQueries figures, TicketTypes types, Directory directory) {
		this.queries = queries;
		this.figures = figures;
		this.types = types;
		this.directory = directory;
	}

	/**
	 * What stands out, by what it is: long waits, teams, repetitions, ways that are not
	 * drawn, elements that nobody reached, then the figures of the kind.
	 * @throws io.nagare.shared.Refusal as {@link MiningQueries#flow} does
	 */
	public List<ProcessFinding> of(String process, MiningQuestion question) {
		ProcessFlow flow = this.queries.visited(process, question);
		Address address = new Address(process, flow, question);
		List<ProcessFinding> findings = new ArrayList<>();
		long all = flow.steps().stream().mapToLong(Step::seconds).sum();
		List<Step> waits = flow.steps()
			.stream()
			.filter((step) -> !step.type().equals(END) && all > 0 && step.seconds() >= MUCH * all)
			.limit(MOST_WAITS)
			.toList();
		waits.forEach((step) -> findings
			.add(share("long_wait", step, step.seconds(), all, address.of(step.element(), false, null))));
		List<OfTeam> teams = this.queries.byTeam(process, question, waits.stream().map(Step::element).toList());
		waits.forEach((step) -> findings.addAll(slowTeams(step,
				teams.stream().filter((team) -> team.element().equals(step.element())).toList(), address)));
		flow.steps()
			.stream()
			.filter((step) -> !step.type().equals(END) && step.repeated() > 1
					&& step.repeated() >= OFTEN * step.tickets())
			.forEach((step) -> findings
				.add(share("repeated", step, step.repeated(), step.tickets(), address.of(step.element(), true, null))));
		strays(process, question, address, findings);
		if (flow.tickets() >= ENOUGH_TICKETS) {
			this.queries.steps(process).forEach((element, label) -> {
				if (flow.steps().stream().noneMatch((step) -> step.element().equals(element))) {
					findings.add(new ProcessFinding("unused", text("title", "unused"), text("definition", "unused"),
							element, label, null, "share", 0, flow.tickets(), 0, null, null));
				}
			});
		}
		this.types.all()
			.stream()
			.filter((type) -> type.process().equals(process))
			.forEach((type) -> figuresOf(type, flow, question, findings));
		return findings;
	}

	/** Where tickets left the drawn way, and those teams whose tickets did. */
	private void strays(String process, MiningQuestion question, Address address, List<ProcessFinding> findings) {
		Map<String, Double> usual = new HashMap<>();
		Map<UUID, String> names = teamNames();
		for (Strays strays : this.queries.strays(process, question)) {
			double value = (double) strays.strays() / strays.tickets();
			findings.add(new ProcessFinding("not_drawn", text("title", "not_drawn"), text("definition", "not_drawn"),
					strays.element(), strays.label(), (strays.team() != null) ? names.get(strays.team()) : null,
					"share", strays.strays(), strays.tickets(), value, usual.putIfAbsent(strays.element(), value),
					address.ofStrays(strays.element(), strays.team())));
		}
	}

	private Map<UUID, String> teamNames() {
		return this.directory.teams().stream().collect(Collectors.toMap(Team::id, Team::name, (one, other) -> one));
	}

	private static ProcessFinding share(String name, Step step, long numerator, long denominator, String tickets) {
		return new ProcessFinding(name, text("title", name), text("definition", name), step.element(), step.label(),
				null, "share", numerator, denominator, (double) numerator / denominator, null, tickets);
	}

	private List<ProcessFinding> slowTeams(Step step, List<OfTeam> teams, Address address) {
		double visits = teams.stream().mapToLong(OfTeam::visits).sum();
		double usual = teams.stream().mapToLong(OfTeam::seconds).sum() / visits;
		Map<UUID, String> names = teamNames();
		return teams.stream()
			.filter((team) -> team.visits() >= ENOUGH_VISITS && team.seconds() >= SLOW * usual * team.visits())
			.map((team) -> new ProcessFinding("slow_team", text("title", "slow_team"), text("definition", "slow_team"),
					step.element(), step.label(), names.get(team.team()), "seconds", team.seconds(), team.visits(),
					(double) team.seconds() / team.visits(), usual, address.of(step.element(), false, team.team())))
			.toList();
	}

	private void figuresOf(TicketType<?, ?> type, ProcessFlow flow, MiningQuestion question,
			List<ProcessFinding> findings) {
		this.figures.all()
			.stream()
			.filter((entry) -> FIGURES.contains(entry.name()) && type.kind().equals(entry.kind()))
			.map((entry) -> this.figures.of(entry.name(),
					new FigureQuestion(flow.from(), flow.to(), type.kind(), question.teamId(), question.categoryId(),
							question.priority(), null, null, null)))
			.filter((figure) -> figure.value() != null && figure.denominator() != null)
			.forEach((figure) -> findings.add(finding(figure)));
	}

	private static ProcessFinding finding(FigureValue figure) {
		return new ProcessFinding(figure.name(), figure.title(), figure.definition(), null, null, null, figure.unit(),
				Objects.requireNonNull(figure.numerator()), Objects.requireNonNull(figure.denominator()),
				Objects.requireNonNull(figure.value()), null, figure.tickets());
	}

	private static Label text(String what, String name) {
		return Texts.label("mining." + name + "." + what);
	}

	/** Where the tickets of a question are. */
	private record Address(String process, ProcessFlow flow, MiningQuestion question) {

		String of(String element, boolean repeated, @Nullable UUID team) {
			return of(element, repeated ? "repeated" : null, team);
		}

		String ofStrays(String element, @Nullable UUID team) {
			return of(element, "undrawn", team);
		}

		private String of(String element, @Nullable String only, @Nullable UUID team) {
			UriComponentsBuilder address = UriComponentsBuilder.fromPath("/api/v1/mining/{process}/tickets")
				.queryParam("element", "{element}")
				.queryParam("from", this.flow.from())
				.queryParam("to", this.flow.to());
			if (only != null) {
				address.queryParam(only, true);
			}
			put(address, "team_id", this.question.teamId());
			put(address, "at_team_id", (team != null) ? List.of(team) : null);
			put(address, "category_id", this.question.categoryId());
			put(address, "priority", this.question.priority());
			return address.encode().buildAndExpand(Map.of("process", this.process, "element", element)).toUriString();
		}

		private static void put(UriComponentsBuilder address, String name, @Nullable List<?> values) {
			if (values != null) {
				values.forEach((value) -> address.queryParam(name, value));
			}
		}

	}

}
