package io.nagare.workflow.internal.rehearsal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import io.nagare.workflow.PastClocks;
import io.nagare.workflow.internal.rehearsal.PastCases.Outcome;
import io.nagare.workflow.internal.rehearsal.PastCases.PastCase;
import io.nagare.workflow.internal.rehearsal.PastCases.Source;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of clocks by another table. */
class PastCasesTests {

	private static final Map<String, String> HIGH = Map.of("definition", "incident-response", "priority", "high");

	private static final Map<String, String> LOW = Map.of("definition", "incident-response", "priority", "low");

	private static PastClocks ran(Stream<PastClocks.PastClock> clocks) {
		return new PastClocks() {

			@Override
			public String table() {
				return "targets";
			}

			@Override
			public void tell(Instant from, Instant to, Consumer<PastClock> listener) {
				clocks.forEach(listener);
			}

		};
	}

	private static PastClocks.PastClock clock(Map<String, String> asked, String calendar, long seconds) {
		return new PastClocks.PastClock(asked, calendar, seconds, "INC" + seconds);
	}

	@Test
	void areKeptToTheSecondAndUnknownByAnotherCalendar() {
		PastCases cases = new PastCases(new JdbcTemplate(), List.of(),
				List.of(ran(Stream.of(clock(HIGH, "office", 3_600), clock(HIGH, "office", 3_601),
						clock(HIGH, "shop", 10), clock(LOW, "office", 5)))));
		assertThat(cases.tables()).containsExactly("targets");
		Source source = cases.source("targets").orElseThrow();
		List<PastCase> past = source.cases(Instant.EPOCH, Instant.EPOCH);
		assertThat(past).extracting(PastCase::tickets).containsExactly(3, 1);
		PastCase high = past.get(0);
		assertThat(high.asked()).isEqualTo(HIGH);
		assertThat(high.numbers()).containsExactly("INC3600", "INC3601", "INC10");
		assertThat(source.counted(high, List.of(Map.of("minutes", "60", "calendar", "office"))))
			.isEqualTo(Map.of(new Outcome("clock", "kept"), 1, new Outcome("clock", "missed"), 1,
					new Outcome("clock", "other_calendar"), 1));
		assertThat(source.counted(high, List.of())).isEqualTo(Map.of(new Outcome("clock", "none"), 3));
	}

	/** A year of a large house would not fit otherwise. */
	@Test
	void takeNoMoreRoomForMoreClocks() {
		PastCases cases = new PastCases(new JdbcTemplate(), List.of(),
				List.of(ran(IntStream.range(0, 300_000).mapToObj((at) -> clock(HIGH, "office", at % 6_000)))));
		PastCase all = cases.source("targets").orElseThrow().cases(Instant.EPOCH, Instant.EPOCH).get(0);
		assertThat(all.tickets()).isEqualTo(300_000);
		assertThat(all.ran().size()).isLessThanOrEqualTo(10 + 101);
	}

}
