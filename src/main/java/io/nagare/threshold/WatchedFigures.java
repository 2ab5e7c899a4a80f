package io.nagare.threshold;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.figures.FigureQueries;
import io.nagare.figures.FigureValue;
import io.nagare.threshold.ThresholdTable.Measured;
import io.nagare.threshold.ThresholdTable.Said;

/** What the watched figures of the bound tenant are, and which are beyond a threshold. */
@Component
class WatchedFigures {

	/** Of which time before now figures tell that are not of now. */
	private static final Duration PERIOD = Duration.ofDays(7);

	private final ThresholdTable table;

	private final FigureQueries figures;

	WatchedFigures(ThresholdTable table, FigureQueries figures) {
		this.table = table;
		this.figures = figures;
	}

	/** Those that the table says are beyond, with all that it says of each. */
	Map<Measured, Said> beyond(Instant now) {
		Map<Measured, Said> beyond = new HashMap<>();
		this.table.watched().forEach((watched) -> measure(watched.figure(), watched.by(), now).forEach((one) -> {
			Said said = this.table.say(one);
			if (said.isBeyond()) {
				beyond.put(one, said);
			}
		}));
		return beyond;
	}

	private List<Measured> measure(String figure, String way, Instant now) {
		if (!way.equals(ThresholdTable.WHOLE) && !this.figures.isToldApartBy(figure, way)) {
			return List.of();
		}
		FigureValue value = this.figures.shared(figure, ThresholdTable.question(way, now.minus(PERIOD), now));
		if (way.equals(ThresholdTable.WHOLE)) {
			return measured(value, way, "", "", value.value(), value.numerator(), value.denominator()).stream()
				.toList();
		}
		return value.series()
			.stream()
			.filter((part) -> !part.key().equals("none"))
			.flatMap((part) -> measured(value, way, part.key(), part.label(), part.value(), part.numerator(),
					part.denominator())
				.stream())
			.toList();
	}

	/** Nothing where there is nothing to count. */
	private static Optional<Measured> measured(FigureValue figure, String way, String part, String label,
			@Nullable Double value, @Nullable Long numerator, @Nullable Long denominator) {
		if (value == null) {
			return Optional.empty();
		}
		double said = switch (figure.unit()) {
			case "share" -> value * 100;
			case "seconds" -> value / 3600;
			default -> value;
		};
		Long tickets = (denominator != null) ? denominator : numerator;
		return Optional
			.of(new Measured(figure.name(), way, part, label, said, (tickets != null) ? tickets.longValue() : 0));
	}

}
