package io.nagare.reports.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.directory.Category;
import io.nagare.directory.Directory;
import io.nagare.directory.Team;
import io.nagare.figures.FigureQueries;
import io.nagare.figures.FigureValue;
import io.nagare.reports.ReportDocument.Section;
import io.nagare.reports.ReportWords;
import io.nagare.reports.schedule.ScheduledReport.Period;
import io.nagare.shared.Label;
import io.nagare.shared.Texts;
import io.nagare.workplace.DashboardCard;

/** Figures as sections of a report. */
@Component
class FigureSections {

	private final FigureQueries figures;

	private final ReportWords words;

	private final Directory directory;

	FigureSections(FigureQueries figures, ReportWords words, Directory directory) {
		this.figures = figures;
		this.words = words;
		this.directory = directory;
	}

	/**
	 * One for each card, of what the current caller may read, then what they count.
	 * @param sheet whether numbers stand as a sheet reckons with them
	 */
	List<Section> of(List<DashboardCard> cards, Period period, boolean sheet, Locale locale) {
		List<Section> sections = new ArrayList<>();
		Map<String, String> definitions = new LinkedHashMap<>();
		for (DashboardCard card : cards) {
			FigureValue value = this.figures.of(card.figure(), card.question(period.from(), period.to()));
			sections.add(section(card, value, sheet, locale));
			definitions.put(value.title().in(locale), value.definition().in(locale));
		}
		sections.add(Section.of(Texts.label("report.definitions").in(locale),
				definitions.entrySet().stream().map((one) -> List.of(one.getKey(), one.getValue())).toList()));
		return sections;
	}

	private Section section(DashboardCard card, FigureValue value, boolean sheet, Locale locale) {
		ReportWords.Language said = this.words.in(locale, Objects.requireNonNullElse(value.kind(), "ticket"));
		boolean mean = value.unit().equals("seconds") || value.unit().equals("number");
		List<String> headings = new ArrayList<>(List.of(said.text((card.by() != null) ? "by." + card.by() : "all"),
				said.text(sheet ? "figure." + value.unit() : "figure.value")));
		if (mean) {
			headings.add(said.text("figure.median"));
			headings.add(said.text("figure.p90"));
		}
		if (!value.unit().equals("count")) {
			headings.add(said.text("figure.of"));
		}
		List<List<String>> rows = new ArrayList<>();
		rows.add(row(said.text("all"), value.unit(), value.value(), value.median(), value.p90(), value.denominator(),
				sheet, said));
		for (FigureValue.Part part : value.series()) {
			rows.add(row(label(card, part.label(), said), value.unit(), part.value(), part.median(), part.p90(),
					part.denominator(), sheet, said));
		}
		return new Section(heading(card, value, said, locale), headings, rows, sheet);
	}

	private static String label(DashboardCard card, String part, ReportWords.Language said) {
		if (part.equals("none")) {
			return said.text("none");
		}
		return switch (Objects.requireNonNullElse(card.by(), "")) {
			case "status" -> said.status(part, "");
			case "priority" -> said.priority(part);
			default -> String.valueOf(said.word(part));
		};
	}

	/** What is counted, and of which tickets alone. */
	private String heading(DashboardCard card, FigureValue value, ReportWords.Language said, Locale locale) {
		List<String> narrowed = Stream
			.of(Optional.ofNullable(card.kind()).map((kind) -> said.text("kind." + kind)),
					Optional.ofNullable(card.priority()).map(said::priority),
					Optional.ofNullable(card.teamId()).flatMap(this.directory::team).map(Team::name),
					Optional.ofNullable(card.categoryId()).flatMap(this.directory::category).map(Category::name))
			.flatMap(Optional::stream)
			.toList();
		Label told = value.title();
		String title = (value.from() != null) ? told.in(locale)
				: Texts.label("report.figure.now", told.in(locale)).in(locale);
		return narrowed.isEmpty() ? title
				: Texts.label("report.figure.narrowed", title, String.join(", ", narrowed)).in(locale);
	}

	private static List<String> row(String label, String unit, @Nullable Double value, @Nullable Double median,
			@Nullable Double p90, @Nullable Long of, boolean sheet, ReportWords.Language said) {
		List<String> row = new ArrayList<>(List.of(label, cell(unit, value, sheet, said)));
		if (unit.equals("seconds") || unit.equals("number")) {
			row.add(cell(unit, median, sheet, said));
			row.add(cell(unit, p90, sheet, said));
		}
		if (!unit.equals("count")) {
			row.add((of != null) ? of.toString() : "");
		}
		return row;
	}

	private static String cell(String unit, @Nullable Double value, boolean sheet, ReportWords.Language said) {
		if (value == null) {
			return sheet ? "" : said.text("figure.unknown");
		}
		if (unit.equals("count")) {
			return String.valueOf(Math.round(value));
		}
		if (sheet) {
			return String.format(Locale.ROOT, "%.4f", value);
		}
		return switch (unit) {
			case "seconds" -> said.hours(Math.round(value / 60));
			case "share" -> String.format(Locale.ROOT, "%.1f%%", value * 100);
			default -> String.format(Locale.ROOT, "%.1f", value);
		};
	}

}
