package io.nagare.availability;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Availability by stretches of time, held to one that looks at every minute by itself.
 */
class MeasureTests {

	private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

	private static final int MINUTES = 600;

	@Provide
	Arbitrary<List<Span>> spans() {
		return Combinators.combine(Arbitraries.integers().between(0, MINUTES), Arbitraries.integers().between(0, 90))
			.as((from, length) -> span(from, Math.min(MINUTES, from + length)))
			.list()
			.ofMaxSize(8);
	}

	private static Span span(int from, int to) {
		return new Span(at(from), at(to));
	}

	private static Instant at(int minute) {
		return START.plusSeconds(minute * 60L);
	}

	private static BitSet minutes(List<Span> spans) {
		BitSet minutes = new BitSet();
		for (int minute = 0; minute < MINUTES; minute++) {
			Instant at = at(minute);
			if (spans.stream().anyMatch((span) -> !at.isBefore(span.start()) && at.isBefore(span.end()))) {
				minutes.set(minute);
			}
		}
		return minutes;
	}

	private static BitSet and(BitSet one, BitSet other) {
		BitSet both = (BitSet) one.clone();
		both.and(other);
		return both;
	}

	private static BitSet andNot(BitSet one, BitSet other) {
		BitSet rest = (BitSet) one.clone();
		rest.andNot(other);
		return rest;
	}

	@Property
	void countsEachMinuteOnceAsALookAtEveryMinuteDoes(@ForAll("spans") List<Span> agreed,
			@ForAll("spans") List<Span> outages, @ForAll("spans") List<Span> planned) {
		BitSet hours = minutes(agreed);
		BitSet unplanned = andNot(minutes(outages), minutes(planned));
		int runs = 0;
		int longest = 0;
		for (int from = unplanned.nextSetBit(0); from >= 0;) {
			int to = unplanned.nextClearBit(from);
			int open = hours.get(from, to).cardinality();
			runs += (open > 0) ? 1 : 0;
			longest = Math.max(longest, open);
			from = unplanned.nextSetBit(to);
		}
		Measure measure = Measure.of(agreed, outages, planned);
		assertThat(measure.agreed()).isEqualTo(60L * hours.cardinality());
		assertThat(measure.down()).isEqualTo(60L * and(unplanned, hours).cardinality());
		assertThat(measure.planned())
			.isEqualTo(60L * and(and(minutes(outages), minutes(planned)), hours).cardinality());
		assertThat(measure.outages()).isEqualTo(runs);
		assertThat(measure.longest()).isEqualTo((runs > 0) ? Long.valueOf(60L * longest) : null);
	}

	@Property
	void cutsAndJoinsAsALookAtEveryMinuteDoes(@ForAll("spans") List<Span> some, @ForAll("spans") List<Span> others) {
		assertThat(minutes(Span.union(some))).isEqualTo(minutes(some));
		assertThat(minutes(Span.intersection(some, others))).isEqualTo(and(minutes(some), minutes(others)));
		assertThat(minutes(Span.without(some, others))).isEqualTo(andNot(minutes(some), minutes(others)));
		List.of(Span.union(some), Span.intersection(some, others), Span.without(some, others))
			.forEach(MeasureTests::isInOrderWithoutSeams);
	}

	/** The intersection of two that touch nowhere within themselves touches nowhere. */
	private static void isInOrderWithoutSeams(List<Span> spans) {
		for (int i = 0; i < spans.size(); i++) {
			assertThat(spans.get(i).start()).isBefore(spans.get(i).end());
			if (i > 0) {
				assertThat(spans.get(i - 1).end()).isBefore(spans.get(i).start());
			}
		}
	}

	@Example
	void tellsWhatItIsMadeOf() {
		// ten hours agreed; down from 1:00 to 2:00 twice over, and for an hour of which
		// half was announced
		Measure measure = Measure.of(List.of(span(0, 600)), List.of(span(60, 110), span(90, 120), span(300, 360)),
				List.of(span(330, 400)));
		assertThat(measure.agreed()).isEqualTo(36_000);
		assertThat(measure.down()).isEqualTo(5_400);
		assertThat(measure.planned()).isEqualTo(1_800);
		assertThat(measure.availability()).isEqualTo(0.85);
		assertThat(measure.outages()).isEqualTo(2);
		assertThat(measure.longest()).isEqualTo(3_600);
		assertThat(measure.meanRepair()).isEqualTo(2_700);
		assertThat(measure.meanBetween()).isEqualTo(15_300);
	}

	@Example
	void knowsOfNoOutageWhereThereIsNone() {
		Measure measure = Measure.of(List.of(span(0, 600)), List.of(), List.of());
		assertThat(measure.availability()).isEqualTo(1);
		assertThat(measure.longest()).isNull();
		assertThat(measure.meanRepair()).isNull();
		assertThat(measure.meanBetween()).isNull();
	}

}
