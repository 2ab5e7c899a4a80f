package io.nagare.servicenow;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The key of a record: the digits of its UUID, without the dashes. */
public final class SysId {

	private static final Pattern DIGITS = Pattern
		.compile("([0-9a-fA-F]{8})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{4})-?" + "([0-9a-fA-F]{4})-?([0-9a-fA-F]{12})");

	private SysId() {
	}

	/** As the tables say it. */
	public static String of(UUID id) {
		return id.toString().replace("-", "");
	}

	/** With dashes or without; empty for what is no key. */
	public static Optional<UUID> parse(String text) {
		return Optional.of(DIGITS.matcher(text.strip()))
			.filter((digits) -> digits.matches())
			.map((digits) -> UUID.fromString(digits.replaceFirst("$1-$2-$3-$4-$5")));
	}

}
