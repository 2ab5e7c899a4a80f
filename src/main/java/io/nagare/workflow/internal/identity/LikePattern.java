package io.nagare.workflow.internal.identity;

import java.util.Locale;

/**
 * SQL's LIKE, without regard to case. It takes at most as many steps as the lengths
 * multiplied, whatever is asked; a regular expression would take years for some patterns.
 */
final class LikePattern {

	private static final char ANYTHING = '%';

	private static final char ANY_CHARACTER = '_';

	private LikePattern() {
	}

	/** Whether the whole value fits. */
	static boolean matches(String pattern, String value) {
		String wanted = pattern.toLowerCase(Locale.ROOT);
		String text = value.toLowerCase(Locale.ROOT);
		int at = 0;
		int read = 0;
		// behind the last %, and up to where it takes the text
		int retry = -1;
		int taken = 0;
		while (read < text.length()) {
			if (at < wanted.length() && wanted.charAt(at) == ANYTHING) {
				at++;
				retry = at;
				taken = read;
			}
			else if (at < wanted.length()
					&& (wanted.charAt(at) == ANY_CHARACTER || wanted.charAt(at) == text.charAt(read))) {
				at++;
				read++;
			}
			else if (retry >= 0) {
				at = retry;
				taken++;
				read = taken;
			}
			else {
				return false;
			}
		}
		return wanted.substring(at).chars().allMatch((left) -> left == ANYTHING);
	}

}
