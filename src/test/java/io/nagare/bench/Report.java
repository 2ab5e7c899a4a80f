package io.nagare.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Gathers the figures, prints them and leaves them in {@code target/bench/report.md}. */
final class Report {

	static final Path FOLDER = Path.of("target", "bench");

	private final List<String> operations = new ArrayList<>();

	private final List<String> facts = new ArrayList<>();

	private final List<String> statements = new ArrayList<>();

	/** Adds an operation, beside the bare engine's where that has one like it. */
	void operation(String name, Load.Figures ours, Load.@Nullable Figures ceiling) {
		this.operations
			.add(String.format(Locale.ROOT, "| %-34s | %7d | %8.0f | %7.1f | %7.1f | %7.1f | %9s | %11s | %5s |", name,
					ours.clients(), ours.rate(), ours.percentile(50), ours.percentile(95), ours.percentile(99),
					(ceiling != null) ? String.format(Locale.ROOT, "%.0f", ceiling.rate()) : "",
					(ceiling != null) ? String.format(Locale.ROOT, "%.1f", ceiling.percentile(95)) : "",
					(ceiling != null) ? String.format(Locale.ROOT, "%.2f", ours.rate() / ceiling.rate()) : ""));
	}

	void fact(String name, String format, Object... values) {
		this.facts.add(String.format(Locale.ROOT, "| %-40s | %s |", name, String.format(Locale.ROOT, format, values)));
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
		table.add(String.format("| %-40s | %s |", "fact", "value"));
		table.add("|---|---|");
		table.addAll(this.facts);
		String text = String.join("\n", table);
		System.out.println(text);
		Files.writeString(FOLDER.resolve("report.md"), "# Benchmark\n" + text + "\n\n## SQL statements per operation\n"
				+ String.join("\n", this.statements) + "\n");
	}

}
