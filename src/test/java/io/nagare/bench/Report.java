package io.nagare.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the figures, prints them and leaves them in {@code target/bench}: as a table in
 * {@code report.md}, for programs in {@code report.json}.
 */
final class Report {

	static final Path FOLDER = Path.of("target", "bench");

	/** What the design asks of the API at its 95th percentile, in milliseconds. */
	private static final int SLOWEST_ANSWER = 200;

	private static final int USUAL_CLIENTS = 4;

	private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

	private final List<String> operations = new ArrayList<>();

	private final List<String> besides = new ArrayList<>();

	private final List<String> growths = new ArrayList<>();

	private final List<String> facts = new ArrayList<>();

	private final List<String> statements = new ArrayList<>();

	private final List<String> aims = new ArrayList<>();

	private final List<String> missed = new ArrayList<>();

	private final Map<String, List<Map<String, Object>>> figures = new LinkedHashMap<>();

	private final Map<String, Object> told = new LinkedHashMap<>();

	/** Adds an operation, beside the bare engine's where that has one like it. */
	void operation(String name, Load.Figures ours, Load.@Nullable Figures ceiling) {
		this.operations
			.add(String.format(Locale.ROOT, "| %-34s | %7d | %8.0f | %7.1f | %7.1f | %7.1f | %9s | %11s | %5s |", name,
					ours.clients(), ours.rate(), ours.percentile(50), ours.percentile(95), ours.percentile(99),
					(ceiling != null) ? String.format(Locale.ROOT, "%.0f", ceiling.rate()) : "",
					(ceiling != null) ? String.format(Locale.ROOT, "%.1f", ceiling.percentile(95)) : "",
					(ceiling != null) ? String.format(Locale.ROOT, "%.2f", ours.rate() / ceiling.rate()) : ""));
		keep("operations", name, ours, "ceiling", ceiling);
		if (ours.clients() == USUAL_CLIENTS) {
			aim("95th percentile, " + name, ours.percentile(95), SLOWEST_ANSWER, "ms");
		}
	}

	/**
	 * Sets a figure beside what the design asks for.
	 * @param most it is missed above this
	 */
	void aim(String name, double value, double most, String unit) {
		boolean kept = value <= most;
		this.aims.add(String.format(Locale.ROOT, "| %-50s | %8.1f | %8.0f | %-4s | %-6s |", name, value, most, unit,
				kept ? "kept" : "missed"));
		if (!kept) {
			this.missed.add(String.format(Locale.ROOT, "%s: %.1f %s, at most %.0f", name, value, unit, most));
		}
		this.figures.computeIfAbsent("aims", (missing) -> new ArrayList<>())
			.add(Map.of("aim", name, "value", value, "most", most, "unit", unit, "kept", kept));
	}

	/** What was asked for and missed. */
	List<String> missed() {
		return this.missed;
	}

	/** Adds an operation of this state beside an earlier one. */
	void beside(String name, Load.Figures now, Load.Figures before) {
		this.besides.add(String.format(Locale.ROOT, "| %-20s | %8.0f | %8.0f | %5.2f | %7.1f | %7.1f |", name,
				before.rate(), now.rate(), now.rate() / before.rate(), before.percentile(95), now.percentile(95)));
		keep("beside", name, now, "before", before);
	}

	private void keep(String list, String name, Load.Figures ours, String other, Load.@Nullable Figures others) {
		Map<String, Object> kept = new LinkedHashMap<>(Map.of("operation", name));
		kept.putAll(figures(ours));
		if (others != null) {
			kept.put(other, figures(others));
			kept.put("ratio", ours.rate() / others.rate());
		}
		this.figures.computeIfAbsent(list, (missing) -> new ArrayList<>()).add(kept);
	}

	private static Map<String, Object> figures(Load.Figures figures) {
		Map<String, Object> kept = new LinkedHashMap<>();
		kept.put("clients", figures.clients());
		kept.put("per_second", figures.rate());
		for (int percent : new int[] { 50, 95, 99 }) {
			kept.put("p" + percent + "_ms", figures.percentile(percent));
		}
		return kept;
	}

	/**
	 * Adds what one client waits for as there are more and more tickets.
	 * @param sizes by the number of tickets: first call, median, 95th percentile
	 */
	void growth(Map<Integer, Map<String, double[]>> sizes) {
		List<Integer> all = List.copyOf(sizes.keySet());
		StringBuilder head = new StringBuilder(String.format("| %-50s |", "median ms (95th percentile; first call)"));
		all.forEach((size) -> head.append(String.format(Locale.ROOT, " %,26d |", size)));
		this.growths.add(head.append(" growth |").toString());
		this.growths.add("|---|" + "---:|".repeat(all.size() + 1));
		Map<String, double[]> first = sizes.getOrDefault(all.get(0), Map.of());
		Map<String, double[]> last = sizes.getOrDefault(all.get(all.size() - 1), Map.of());
		first.keySet().stream().filter(last::containsKey).forEach((name) -> {
			StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "| %-50s |", name));
			Map<String, Object> kept = new LinkedHashMap<>(Map.of("operation", name));
			sizes.forEach((size, figures) -> {
				double[] took = figures.getOrDefault(name, new double[3]);
				line.append(String.format(Locale.ROOT, " %8.1f (%7.1f;%7.1f) |", took[1], took[2], took[0]));
				kept.put(size.toString(), Map.of("first_ms", took[0], "p50_ms", took[1], "p95_ms", took[2]));
			});
			double growth = last.getOrDefault(name, new double[3])[1] / first.getOrDefault(name, new double[3])[1];
			kept.put("growth", growth);
			this.growths.add(line.append(String.format(Locale.ROOT, " %6.2f |", growth)).toString());
			this.figures.computeIfAbsent("growth", (missing) -> new ArrayList<>()).add(kept);
		});
	}

	void fact(String name, String format, Object... values) {
		String text = String.format(Locale.ROOT, format, values);
		this.facts.add(String.format(Locale.ROOT, "| %-40s | %s |", name, text));
		this.told.put(name, text);
	}

	/** Adds what one operation says to the database; the texts go to the file only. */
	void statements(String operation, Map<String, Double> perOperation) {
		fact("SQL statements, " + operation, "%.1f",
				perOperation.values().stream().mapToDouble(Double::doubleValue).sum());
		this.statements.add("\n### " + operation + "\n");
		perOperation
			.forEach((query, times) -> this.statements.add(String.format(Locale.ROOT, "- %.1f × `%s`", times, query)));
	}

	void publish() throws IOException {
		List<String> table = new ArrayList<>();
		table.add("");
		table.add(String.format("| %-34s | %7s | %8s | %7s | %7s | %7s | %9s | %11s | %5s |", "operation", "clients",
				"per s", "p50 ms", "p95 ms", "p99 ms", "ceiling/s", "ceiling p95", "ratio"));
		table.add("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
		table.addAll(this.operations);
		table.add("");
		if (!this.besides.isEmpty()) {
			table.add(String.format("| %-20s | %8s | %8s | %5s | %7s | %7s |", "beside, 4 clients", "before/s", "now/s",
					"ratio", "p95 old", "p95 now"));
			table.add("|---|---:|---:|---:|---:|---:|");
			table.addAll(this.besides);
			table.add("");
		}
		table.addAll(this.growths);
		table.add("");
		table.add(String.format("| %-40s | %s |", "fact", "value"));
		table.add("|---|---|");
		table.addAll(this.facts);
		table.add("");
		table.add(String.format("| %-50s | %8s | %8s | %-4s | %-6s |", "aim of the design", "figure", "at most", "unit",
				""));
		table.add("|---|---:|---:|---|---|");
		table.addAll(this.aims);
		String text = String.join("\n", table);
		System.out.println(text);
		Files.writeString(FOLDER.resolve("report.md"), "# Benchmark\n" + text + "\n\n## SQL statements per operation\n"
				+ String.join("\n", this.statements) + "\n");
		Map<String, Object> all = new LinkedHashMap<>(this.figures);
		all.put("facts", this.told);
		Files.writeString(FOLDER.resolve("report.json"), JSON.writeValueAsString(all) + "\n");
	}

}
