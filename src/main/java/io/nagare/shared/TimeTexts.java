package io.nagare.shared;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as people read them: 2028/01/05（水）14:30, 5 Jan 2028, 14:30. */
public final class TimeTexts {

	private static final DateTimeFormatter JA = DateTimeFormatter.ofPattern("yyyy/MM/dd（E）HH:mm", Locale.JAPANESE);

	private static final DateTimeFormatter EN = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);

	private TimeTexts() {
	}

	/** From one moment to another, as {@code 14:30～15:00} and {@code 14:30 – 15:00}. */
	public static Label between(Label from, Label to) {
		return new Label(from.ja() + "～" + to.ja(), from.en() + " – " + to.en());
	}

	/** The moment on the clock of a zone, to the minute. */
	public static Label of(Instant at, ZoneId zone) {
		return new Label(JA.withZone(zone).format(at), EN.withZone(zone).format(at));
	}

}
