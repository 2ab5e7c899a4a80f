package io.nagare.availability;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What outages come to within agreed hours, in seconds. Each moment counts once, however
 * many outages it lies in.
 *
 * @param agreed how long availability was agreed
 * @param down how long there was none, outside of planned times
 * @param planned how long there was none, within planned times
 * @param outages how many stretches of time without availability there were, outside of
 * planned times
 * @param longest the longest of them, of its agreed time; null for none
 */
record Measure(long agreed, long down, long planned, int outages, @Nullable Long longest) {

	static Measure of(Collection<Span> agreed, Collection<Span> outages, Collection<Span> planned) {
		List<Span> hours = Span.union(agreed);
		List<Span> unplanned = Span.without(outages, planned);
		// one that goes on after the closing hours is the same
		List<Long> each = unplanned.stream()
			.map((outage) -> seconds(Span.intersection(List.of(outage), hours)))
			.filter((length) -> length > 0)
			.toList();
		return new Measure(seconds(hours), each.stream().mapToLong(Long::longValue).sum(),
				seconds(Span.intersection(Span.intersection(outages, planned), hours)), each.size(),
				each.stream().max(Comparator.naturalOrder()).orElse(null));
	}

	private static long seconds(Collection<Span> spans) {
		return Span.total(spans).toSeconds();
	}

	/** The share of the agreed time; of some. */
	double availability() {
		return (double) (this.agreed - this.down) / this.agreed;
	}

	/** How long an outage took on average; null for none. */
	@Nullable Long meanRepair() {
		return (this.outages > 0) ? this.down / this.outages : null;
	}

	/** How long there was availability for each outage on average; null for none. */
	@Nullable Long meanBetween() {
		return (this.outages > 0) ? (this.agreed - this.down) / this.outages : null;
	}

}
