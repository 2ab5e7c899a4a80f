package io.nagare.workflow.internal.rehearsal;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.workflow.PastClocks;
import io.nagare.workflow.PastClocks.PastClock;
import io.nagare.workflow.PastInputs;
import io.nagare.workflow.PastInputs.PastTable;

/** What past tickets of the bound tenant asked tables, each set of answers once. */
@Component
class PastCases {

	private static final String CASES = """
			SELECT %1$s, count(*) AS tickets, (array_agg(number ORDER BY created_at DESC))[1:10] AS numbers FROM (%2$s) past
			 WHERE created_at >= ? AND created_at < ? GROUP BY %1$s ORDER BY count(*) DESC
			""";

	private static final int MOST_NUMBERS = 10;

	private static final Pattern MINUTES = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

	private final JdbcTemplate jdbc;

	private final List<PastInputs> inputs;

	private final List<PastClocks> clocks;

	PastCases(JdbcTemplate jdbc, List<PastInputs> inputs, List<PastClocks> clocks) {
		this.jdbc = jdbc;
		this.inputs = inputs;
		this.clocks = clocks;
	}

	/** The keys of the tables that can be rehearsed. */
	List<String> tables() {
		return Stream.concat(all().map(PastTable::key), this.clocks.stream().map(PastClocks::table)).sorted().toList();
	}

	Optional<Source> source(String key) {
		return Stream
			.concat(all().filter((table) -> table.key().equals(key)).<Source>map(Tickets::new),
					this.clocks.stream().filter((one) -> one.table().equals(key)).<Source>map(Clocks::new))
			.findFirst();
	}

	private Stream<PastTable> all() {
		return this.inputs.stream().flatMap((one) -> one.tables().stream());
	}

	private static PastCase one(PastTable table, ResultSet row) throws SQLException {
		Map<String, @Nullable Object> asked = new LinkedHashMap<>();
		for (String input : table.inputs()) {
			asked.put(input, row.getObject(input));
		}
		Array numbers = row.getArray("numbers");
		return new PastCase(asked, row.getInt("tickets"), List.of((String[]) numbers.getArray()), Ran.NOTHING);
	}

	/** What was asked of one table. */
	interface Source {

		/** What was asked by tickets reported in a time, what most asked first. */
		List<PastCase> cases(Instant from, Instant to);

		/** How many tickets, or clocks, an answer makes what they become. */
		Map<Outcome, Integer> counted(PastCase one, List<Map<String, String>> answer);

	}

	/**
	 * What some tickets asked alike.
	 *
	 * @param numbers the latest ten of them
	 * @param ran how long clocks ran, where it is they that asked
	 */
	record PastCase(Map<String, @Nullable Object> asked, int tickets, List<String> numbers, Ran ran) {
	}

	/**
	 * What becomes of tickets.
	 *
	 * @param name of what, such as an output of the table
	 * @param value what it becomes
	 */
	record Outcome(String name, String value) {
	}

	private final class Tickets implements Source {

		private final PastTable table;

		private Tickets(PastTable table) {
			this.table = table;
		}

		@Override
		public List<PastCase> cases(Instant from, Instant to) {
			String columns = this.table.inputs()
				.stream()
				.map((input) -> "\"" + input + "\"")
				.collect(Collectors.joining(", "));
			return PastCases.this.jdbc.query(CASES.formatted(columns, this.table.sql()),
					(row, number) -> one(this.table, row), Timestamp.from(from), Timestamp.from(to));
		}

		/** What each output says. */
		@Override
		public Map<Outcome, Integer> counted(PastCase one, List<Map<String, String>> answer) {
			Map<Outcome, Integer> counts = new HashMap<>();
			answer.forEach(
					(row) -> row.forEach((output, value) -> counts.put(new Outcome(output, value), one.tickets())));
			return counts;
		}

	}

	private static final class Clocks implements Source {

		private final PastClocks all;

		private Clocks(PastClocks all) {
			this.all = all;
		}

		@Override
		public List<PastCase> cases(Instant from, Instant to) {
			Map<Map<String, String>, Ran> all = new LinkedHashMap<>();
			this.all.tell(from, to, (clock) -> all.computeIfAbsent(clock.asked(), (asked) -> new Ran()).add(clock));
			return all.entrySet()
				.stream()
				.map((one) -> new PastCase(new LinkedHashMap<>(one.getKey()), one.getValue().clocks(),
						List.copyOf(one.getValue().numbers), one.getValue()))
				.sorted(Comparator.comparingInt(PastCase::tickets).reversed())
				.toList();
		}

		/** Whether each would have been kept by it. */
		@Override
		public Map<Outcome, Integer> counted(PastCase one, List<Map<String, String>> answer) {
			Map<Outcome, Integer> counts = new HashMap<>();
			one.ran().byCalendar.forEach((calendar, minutes) -> minutes.forEach((ran, clocks) -> counts
				.merge(new Outcome("clock", kept(calendar, ran, answer)), clocks, Integer::sum)));
			return counts;
		}

		/**
		 * By another calendar another time would have passed, which nobody counted.
		 */
		private static String kept(String calendar, int ran, List<Map<String, String>> answer) {
			if (answer.isEmpty() || answer.get(0).containsKey(RehearsedModel.FAILS)) {
				return "none";
			}
			Map<String, String> target = answer.get(0);
			if (!calendar.equals(target.get("calendar"))) {
				return "other_calendar";
			}
			String minutes = target.getOrDefault("minutes", "");
			if (!MINUTES.matcher(minutes).matches()) {
				return "none";
			}
			return (ran <= Double.parseDouble(minutes)) ? "kept" : "missed";
		}

	}

	/**
	 * How long clocks ran that asked alike: how many for each minute that had begun, as
	 * targets are whole minutes. It grows with the longest of them and not with their
	 * number.
	 */
	static final class Ran {

		static final Ran NOTHING = new Ran();

		private final Map<String, Map<Integer, Integer>> byCalendar = new TreeMap<>();

		private final Set<String> numbers = new LinkedHashSet<>();

		private void add(PastClock clock) {
			this.byCalendar.computeIfAbsent(clock.calendar(), (calendar) -> new TreeMap<>())
				.merge((int) ((clock.ranSeconds() + 59) / 60), 1, Integer::sum);
			if (this.numbers.size() < MOST_NUMBERS) {
				this.numbers.add(clock.number());
			}
		}

		private int clocks() {
			return this.byCalendar.values()
				.stream()
				.flatMap((minutes) -> minutes.values().stream())
				.mapToInt(Integer::intValue)
				.sum();
		}

		/** How many numbers it keeps, whatever it was told. */
		int size() {
			return this.numbers.size() + this.byCalendar.values().stream().mapToInt(Map::size).sum();
		}

	}

}
