package io.nagare.reports;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a report says, before it is a page or a sheet.
 *
 * @param title what sort of report it is
 * @param number the ticket's
 * @param about what the ticket is about
 * @param made when it was made, and by whom
 * @param signatures what is signed at its end
 */
public record ReportDocument(String language, String title, String number, String about, String made,
		List<Section> sections, List<String> signatures) {

	/** The same in other words, but for its number. */
	ReportDocument saying(UnaryOperator<String> words) {
		return new ReportDocument(this.language, this.title, this.number, words.apply(this.about), this.made,
				this.sections.stream().map((section) -> section.saying(words)).toList(), this.signatures);
	}

	/**
	 * A section: some lines of two columns, or a table.
	 *
	 * @param headings of a table; none for lines of a name and a value
	 * @param rows each with as many cells as there are headings, or two
	 * @param numbers whether its cells that are numbers are numbers of a sheet
	 */
	public record Section(String heading, List<String> headings, List<List<String>> rows, boolean numbers) {

		public Section(String heading, List<String> headings, List<List<String>> rows) {
			this(heading, headings, rows, false);
		}

		public static Section of(String heading, List<List<String>> rows) {
			return new Section(heading, List.of(), rows);
		}

		Section saying(UnaryOperator<String> words) {
			return new Section(this.heading, this.headings,
					this.rows.stream().map((row) -> row.stream().map(words).toList()).toList(), this.numbers);
		}

		boolean isEmpty() {
			return this.rows.isEmpty();
		}

		/** Whether it has headings of its own. */
		public boolean isTable() {
			return !this.headings.isEmpty();
		}

	}

}
