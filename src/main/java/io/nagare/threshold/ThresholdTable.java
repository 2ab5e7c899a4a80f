package io.nagare.threshold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.directory.Roles;
import io.nagare.figures.FigureQueries;
import io.nagare.figures.FigureQuestion;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.workflow.Decision;
import io.nagare.workflow.DecisionTableView;
import io.nagare.workflow.Decisions;
import io.nagare.workflow.TableDemand;

/**
 * Asks the table {@code figure-thresholds} which figures are watched, and what is done
 * where one is so much.
 */
@Component
class ThresholdTable implements TableDemand {

	/** The figure of all tickets, as one number. */
	static final String WHOLE = "whole";

	static final String NOBODY = "nobody";

	static final String NOTHING = "nothing";

	/** The members of the team that a part of a figure is about, and who leads it. */
	static final String TEAM = "team";

	static final String TEAM_MANAGER = "team_manager";

	static final String MANAGERS = "managers";

	/** Everybody of a role, as in {@code role:manager}. */
	static final String ROLE = "role:";

	private static final String TABLE = "figure-thresholds";

	private static final String FIGURE = "figure";

	private static final String BY = "by";

	private static final String TELL = "tell";

	private static final String OPEN = "open";

	private static final String REPORTER = "reporter";

	private static final List<String> WAYS = List.of(WHOLE, TEAM, "category", "priority");

	/** One word or several, in quotes. */
	private static final Pattern WORDS = Pattern.compile("\"[^\"]*\"(\\s*,\\s*\"[^\"]*\")*");

	private static final List<String> OPENED = List.of("incident", "problem");

	private final Decisions decisions;

	private final FigureQueries figures;

	private final Directory directory;

	ThresholdTable(Decisions decisions, FigureQueries figures, Directory directory) {
		this.decisions = decisions;
		this.figures = figures;
		this.directory = directory;
	}

	/**
	 * What is measured for it: each figure as its rows want to have it told apart. A row
	 * that does nothing wants nothing.
	 */
	Set<Watched> watched() {
		DecisionTableView table = this.decisions.table(TABLE);
		List<Map<String, String>> rows = table.rows()
			.stream()
			.map((row) -> cells(table, row))
			.filter(ThresholdTable::acts)
			.toList();
		List<String> ways = this.decisions.allowedValues(TABLE, BY).stream().filter(WAYS::contains).toList();
		Set<Watched> watched = new LinkedHashSet<>();
		this.decisions.allowedValues(TABLE, FIGURE)
			.stream()
			.filter(this.figures::isKnown)
			.forEach((figure) -> ways.stream()
				.filter((way) -> rows.stream().anyMatch((row) -> asks(row, FIGURE, figure) && asks(row, BY, way)))
				.forEach((way) -> watched.add(new Watched(figure, way))));
		return watched;
	}

	private static Map<String, String> cells(DecisionTableView table, DecisionTableView.Row row) {
		Map<String, String> cells = new HashMap<>();
		List<DecisionTableView.Column> columns = Stream.concat(table.inputs().stream(), table.outputs().stream())
			.toList();
		for (int i = 0; i < Math.min(columns.size(), row.cells().size()); i++) {
			cells.put(columns.get(i).name(), row.cells().get(i));
		}
		return cells;
	}

	private static boolean acts(Map<String, String> row) {
		return !isOneOf(row.get(TELL), NOBODY) || !isOneOf(row.get(OPEN), NOTHING);
	}

	/** Whether a cell says nothing, or just that word. */
	private static boolean isOneOf(@Nullable String cell, String word) {
		return cell == null || cell.equals(DecisionTableView.ANY) || cell.equals('"' + word + '"');
	}

	/** A cell that is more than words is asked of everything. */
	private static boolean asks(Map<String, String> row, String column, String word) {
		String cell = row.getOrDefault(column, DecisionTableView.ANY);
		return !WORDS.matcher(cell).matches() || cell.contains('"' + word + '"');
	}

	/** What is done of a figure, or a part of it, that is so much. */
	Said say(Measured measured) {
		Map<String, @Nullable Object> inputs = new HashMap<>();
		inputs.put(FIGURE, measured.figure());
		inputs.put(BY, measured.by());
		inputs.put("part", measured.label());
		inputs.put("value", measured.value());
		inputs.put("tickets", measured.tickets());
		Decision decision = this.decisions.decide(TABLE, inputs);
		Map<String, @Nullable Object> row = decision.rows().isEmpty() ? Map.of() : decision.rows().get(0);
		List<String> tell = words(text(row, TELL)).stream().filter((word) -> !word.equals(NOBODY)).toList();
		String open = text(row, OPEN);
		return new Said(decision.rules().isEmpty() ? "" : decision.rules().get(0), tell,
				OPENED.contains(open) ? open : NOTHING, text(row, REPORTER));
	}

	private static String text(Map<String, @Nullable Object> row, String column) {
		Object cell = row.get(column);
		return (cell != null) ? cell.toString().strip() : "";
	}

	private static List<String> words(String written) {
		return Arrays.stream(written.split(",", -1)).map(String::strip).filter((word) -> !word.isEmpty()).toList();
	}

	@Override
	public Set<String> tables() {
		return Set.of(TABLE);
	}

	@Override
	public Map<String, Map<String, Object>> given() {
		return Map.of(TABLE, Map.of(FIGURE, "", BY, WHOLE, "part", "", "value", 0.5, "tickets", 1L));
	}

	@Override
	public Set<String> ofNoPlace() {
		return tables();
	}

	@Override
	public Map<String, Columns> read() {
		return Map.of(TABLE, Columns.needed(TELL).or(OPEN, REPORTER));
	}

	@Override
	public List<Refusal.Detail> check(Tables tables) {
		List<Refusal.Detail> findings = new ArrayList<>();
		String place = tables.place(TABLE);
		tables.allowedValues(TABLE, FIGURE)
			.stream()
			.filter((figure) -> !this.figures.isKnown(figure))
			.forEach((figure) -> findings
				.add(Refusal.Detail.of(place, "unknown_figure", figure, String.join(", ", this.figures.names()))));
		Set<String> known = new TreeSet<>(List.of(NOBODY, TEAM, TEAM_MANAGER, MANAGERS));
		Roles.all().forEach((role) -> known.add(ROLE + role));
		for (Map<String, String> row : tables.rows(TABLE)) {
			words(row.getOrDefault(TELL, "")).stream()
				.filter((word) -> !known.contains(word))
				.forEach((word) -> findings
					.add(Refusal.Detail.of(place, "unknown_recipient", word, String.join(", ", known))));
			String open = row.getOrDefault(OPEN, "").strip();
			String reporter = row.getOrDefault(REPORTER, "").strip();
			if (OPENED.contains(open) && reporter.isEmpty()) {
				findings.add(Refusal.Detail.of(place, "opens_in_no_name"));
			}
			// what is shared may name somebody whom each tenant has
			else if (!reporter.isEmpty() && Tenancy.current().isPresent()
					&& this.directory.userByUsername(reporter).isEmpty()) {
				findings.add(Refusal.Detail.of(place, "unknown_reporter", reporter));
			}
		}
		return findings.stream().distinct().toList();
	}

	/** What is asked of a figure for the table: of now, or of the seven days before. */
	static FigureQuestion question(String way, Instant from, Instant to) {
		return new FigureQuestion(from, to, null, null, null, null, null, null, way.equals(WHOLE) ? null : way);
	}

	/**
	 * What is measured.
	 *
	 * @param by {@value #WHOLE}, or what the parts have in common
	 */
	record Watched(String figure, String by) {
	}

	/**
	 * A figure, or a part of it.
	 *
	 * @param by {@value #WHOLE}, or what the parts have in common
	 * @param part the key of the part; empty for the whole
	 * @param label what people call it
	 * @param value a count, a share in percent, or a time in hours
	 * @param tickets of how many tickets
	 */
	record Measured(String figure, String by, String part, String label, double value, long tickets) {
	}

	/**
	 * What is done.
	 *
	 * @param rule the id of the row that says so
	 * @param tell words for those who are told
	 * @param open the kind of the ticket that is opened, or {@value #NOTHING}
	 * @param reporter in whose name, by user name
	 */
	record Said(String rule, List<String> tell, String open, String reporter) {

		/** Whether anything is to be done: the figure is beyond a threshold. */
		boolean isBeyond() {
			return !this.tell.isEmpty() || !this.open.equals(NOTHING);
		}

	}

}
