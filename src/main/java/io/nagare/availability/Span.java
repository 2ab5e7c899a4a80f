package io.nagare.availability;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of time. Lists of them that an operation answers are in order, and none of
 * them touches another.
 *
 * @param start its first moment
 * @param end the first moment after it
 */
record Span(Instant start, Instant end) {

	Duration length() {
		return Duration.between(this.start, this.end);
	}

	private boolean isEmpty() {
		return !this.start.isBefore(this.end);
	}

	/** All of their time, each moment once. */
	static List<Span> union(Collection<Span> spans) {
		List<Span> united = new ArrayList<>();
		spans.stream().filter((span) -> !span.isEmpty()).sorted(Comparator.comparing(Span::start)).forEach((span) -> {
			Span last = united.isEmpty() ? null : united.get(united.size() - 1);
			if (last == null || last.end.isBefore(span.start)) {
				united.add(span);
			}
			else if (last.end.isBefore(span.end)) {
				united.set(united.size() - 1, new Span(last.start, span.end));
			}
		});
		return united;
	}

	/** The time that lies in both. */
	static List<Span> intersection(Collection<Span> some, Collection<Span> others) {
		List<Span> left = union(some);
		List<Span> right = union(others);
		List<Span> common = new ArrayList<>();
		int l = 0;
		int r = 0;
		while (l < left.size() && r < right.size()) {
			Span one = left.get(l);
			Span other = right.get(r);
			Span both = new Span(later(one.start, other.start), one.end.isBefore(other.end) ? one.end : other.end);
			if (!both.isEmpty()) {
				common.add(both);
			}
			if (one.end.isBefore(other.end)) {
				l++;
			}
			else {
				r++;
			}
		}
		return common;
	}

	/** The time of the first that lies in none of the others. */
	static List<Span> without(Collection<Span> some, Collection<Span> others) {
		List<Span> cut = union(others);
		List<Span> rest = new ArrayList<>();
		for (Span span : union(some)) {
			Instant from = span.start;
			for (Span hole : cut) {
				if (hole.end.isAfter(from) && hole.start.isBefore(span.end)) {
					if (from.isBefore(hole.start)) {
						rest.add(new Span(from, hole.start));
					}
					from = hole.end;
				}
			}
			if (from.isBefore(span.end)) {
				rest.add(new Span(from, span.end));
			}
		}
		return rest;
	}

	/** How long they are together. */
	static Duration total(Collection<Span> spans) {
		return spans.stream().map(Span::length).reduce(Duration.ZERO, Duration::plus);
	}

	private static Instant later(Instant one, Instant other) {
		return one.isAfter(other) ? one : other;
	}

}
