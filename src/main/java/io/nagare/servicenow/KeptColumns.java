package io.nagare.servicenow;

import java.util.regex.Pattern;

/**
 * The columns that the product has no field for and keeps as they are said: by what a
 * program knows the ticket at its own side, and the columns that it made up.
 */
final class KeptColumns {

	private static final Pattern NAMES = Pattern.compile("correlation_id|correlation_display|u_[a-z0-9_]{1,60}");

	private KeptColumns() {
	}

	static boolean isOne(String column) {
		return NAMES.matcher(column).matches();
	}

}
