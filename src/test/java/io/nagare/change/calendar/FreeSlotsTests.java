package io.nagare.change.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

/** The first window that is free, beside trying each. */
class FreeSlotsTests {

	private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

	private static final int HOURS = 60;

	private static Window hours(int from, int length) {
		return new Window(START.plus(Duration.ofHours(from)), START.plus(Duration.ofHours(from + length)));
	}

	@Provide
	Arbitrary<List<Window>> taken() {
		return Combinators
			.combine(Arbitraries.integers().between(-10, HOURS + 10), Arbitraries.integers().between(1, 12))
			.as(FreeSlotsTests::hours)
			.list()
			.ofMaxSize(12);
	}

	@Property(tries = 1000)
	void isTheFirstThatTryingEachHourFinds(@ForAll("taken") List<Window> taken,
			@ForAll @IntRange(min = 1, max = 24) int length) {
		Window within = hours(0, HOURS);
		Optional<Window> tried = IntStream.rangeClosed(0, HOURS - length)
			.mapToObj((hour) -> hours(hour, length))
			.filter((candidate) -> taken.stream().noneMatch(candidate::overlaps))
			.findFirst();
		assertThat(FreeSlots.firstFree(within, Duration.ofHours(length), taken)).isEqualTo(tried);
	}

}
