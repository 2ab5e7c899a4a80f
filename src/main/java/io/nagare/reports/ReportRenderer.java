package io.nagare.reports;

import io.nagare.masking.PersonalDataMasking;
import io.nagare.masking.PersonalDataPlace;
import io.nagare.shared.Cells;
import io.nagare.shared.concurrent.Permits;
import io.nagare.shared.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

import com.openhtmltopdf.extend.FSCacheEx;
import com.openhtmltopdf.extend.FSCacheValue;
import com.openhtmltopdf.extend.impl.FSDefaultCacheStore;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Makes pages and sheets of reports. The template may be replaced by the company's own
 * ({@code spring.thymeleaf.prefix}); nothing it names is fetched from anywhere.
 */
@Component
public class ReportRenderer {

	private static final String FONT = "/fonts/MPLUS1p-Regular.ttf";

	/**
	 * Draws what the other lacks: with it they have all of JIS X 0213, in which names are
	 * written.
	 */
	private static final String RARE = "/fonts/NotoSansJP-Regular.ttf";

	/** Measures of the fonts, which each document would read again. */
	private static final FSCacheEx<String, FSCacheValue> METRICS = new FSDefaultCacheStore();

	private static final Set<FSFontUseCase> WHERE_OTHERS_END = EnumSet.of(FSFontUseCase.FALLBACK_FINAL);

	/** Of whoever waits before a screen. */
	public static final Duration SHORT = Duration.ofSeconds(15);

	/** Of whoever waits in the background. */
	public static final Duration LONG = Duration.ofMinutes(4);

	private static final int RETRY_SECONDS = 5;

	private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

	/** What the sheet of a report of no ticket is called. */
	private static final String SHEET = "Nagare";

	private final ITemplateEngine templates;

	/** What is laid out takes many times its size while it is. */
	private final Semaphore layout = new Semaphore(1, true);

	private final FontGlyphs glyphs = glyphs();

	private final PersonalDataMasking masking;

	ReportRenderer(ITemplateEngine templates, PersonalDataMasking masking) {
		this.masking = masking;
		this.templates = templates;
	}

	/** As a page. */
	public String html(ReportDocument report) {
		return this.templates.process("report",
				new Context(Locale.forLanguageTag(report.language()), Map.of("report", masked(report))));
	}

	/**
	 * As a file to print and sign, with the font embedded; one at a time.
	 * @param patience how long to wait for others
	 * @throws Refusal UNAVAILABLE where they take longer
	 */
	public byte[] pdf(ReportDocument report, Duration patience) {
		if (!Permits.areTaken(this.layout, 1, patience)) {
			throw Refusal.unavailable(RETRY_SECONDS);
		}
		try {
			return laidOut(report);
		}
		finally {
			this.layout.release();
		}
	}

	private byte[] laidOut(ReportDocument report) {
		try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
			new PdfRendererBuilder().useCacheStore(PdfRendererBuilder.CacheStore.PDF_FONT_METRICS, METRICS)
				.useFont(() -> font(FONT), "report", 400, FontStyle.NORMAL, true)
				.useFont(() -> font(FONT), "report", 700, FontStyle.NORMAL, true)
				.useFont(() -> font(RARE), "rare", 400, FontStyle.NORMAL, true, WHERE_OTHERS_END)
				.useFont(() -> font(RARE), "rare", 700, FontStyle.NORMAL, true, WHERE_OTHERS_END)
				// a text that somebody wrote must make the server fetch nothing
				.useUriResolver((base, uri) -> null)
				.withHtmlContent(this.glyphs.readable(html(report)), null)
				.toStream(out)
				.run();
			return out.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private ReportDocument masked(ReportDocument report) {
		return report.saying(this.masking.of(PersonalDataPlace.FILE)::masked);
	}

	/** What the fonts of reports can draw. */
	static FontGlyphs glyphs() {
		return new FontGlyphs(List.of(() -> font(FONT), () -> font(RARE)));
	}

	private static InputStream font(String name) {
		return Objects.requireNonNull(ReportRenderer.class.getResourceAsStream(name));
	}

	/** As a sheet, to be completed in the company's own form. */
	public byte[] xlsx(ReportDocument report) {
		try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
			sheet(masked(report), out);
			return out.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void sheet(ReportDocument report, OutputStream out) throws IOException {
		try (Workbook book = new Workbook(out, "Nagare", "1.0")) {
			Worksheet sheet = book.newWorksheet(report.number().isEmpty() ? SHEET : report.number());
			sheet.width(0, 24);
			sheet.width(1, 60);
			sheet.width(2, 24);
			sheet.width(3, 24);
			int at = 0;
			sheet.value(at, 0, report.title());
			sheet.style(at++, 0).bold().fontSize(16).set();
			sheet.value(at++, 0, (report.number() + " " + report.about()).strip());
			sheet.value(at++, 0, report.made());
			for (ReportDocument.Section section : report.sections()) {
				at++;
				sheet.value(at, 0, section.heading());
				sheet.style(at++, 0).bold().fontSize(12).set();
				if (section.isTable()) {
					row(sheet, at, section.headings(), false);
					sheet.range(at, 0, at++, section.headings().size() - 1).style().bold().set();
				}
				for (List<String> cells : section.rows()) {
					row(sheet, at, cells, section.numbers());
					sheet.range(at, 0, at++, cells.size() - 1).style().wrapText(true).verticalAlignment("top").set();
				}
			}
			at += 2;
			for (int column = 0; column < report.signatures().size(); column++) {
				sheet.value(at, column, report.signatures().get(column));
			}
		}
	}

	private static void row(Worksheet sheet, int row, List<String> cells, boolean numbers) {
		for (int column = 0; column < cells.size(); column++) {
			String cell = cells.get(column);
			if (numbers && column > 0 && NUMBER.matcher(cell).matches()) {
				sheet.value(row, column, Double.parseDouble(cell));
			}
			else {
				sheet.value(row, column, Cells.readable(cell));
			}
		}
	}

}
