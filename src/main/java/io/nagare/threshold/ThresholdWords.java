package io.nagare.threshold;

import java.util.Locale;

import org.springframework.stereotype.Component;

import io.nagare.figures.FigureQueries;
import io.nagare.shared.Label;
import io.nagare.shared.Texts;
import io.nagare.threshold.ThresholdTable.Measured;

/** What people read of a figure: which it is, and how much. */
@Component
class ThresholdWords {

	private final FigureQueries figures;

	ThresholdWords(FigureQueries figures) {
		this.figures = figures;
	}

	/** The figure, and of what. */
	Label named(Measured measured) {
		Label title = this.figures.title(measured.figure());
		return measured.by().equals(ThresholdTable.WHOLE) ? title
				: Texts.label("threshold.part", title, label(measured.by(), measured.label()));
	}

	private static Label label(String by, String label) {
		return by.equals("priority") ? Texts.find("report.word." + label).orElse(Label.said(label)) : Label.said(label);
	}

	/** Its value with its unit. */
	Label amount(Measured measured) {
		String number = String.format(Locale.ROOT, "%.1f", measured.value()).replaceAll("\\.0$", "");
		return switch (this.figures.unit(measured.figure())) {
			case "share" -> Label.said(number + "%");
			case "seconds" -> Texts.label("threshold.hours", number);
			default -> Label.said(number);
		};
	}

}
