package io.nagare.ticket;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers of tickets, as people type them. */
public final class TicketNumbers {

	private static final Pattern TYPED = Pattern.compile("([A-Za-z]{3})[ -]?0*([0-9]{1,18})");

	private static final int DIGITS = 7;

	private TicketNumbers() {
	}

	/**
	 * The number that was typed, without its zeros too: {@code INC0000123} for
	 * {@code inc-123}; empty for another text.
	 * @param normal in the form in which all that looks alike is alike (NFKC)
	 */
	public static Optional<String> typed(String normal) {
		Matcher number = TYPED.matcher(normal);
		return !number.matches() ? Optional.empty() : Optional.of(number.group(1).toUpperCase(Locale.ROOT)
				+ "0".repeat(Math.max(0, DIGITS - number.group(2).length())) + number.group(2));
	}

}
