package io.nagare.directory;

import java.util.Locale;

import io.nagare.shared.Refusal;

/**
 * What a password must be, after NIST SP 800-63B: long enough, and not the first thing to
 * guess. No mixture of characters is demanded and none is refused.
 */
final class PasswordPolicy {

	static final int SHORTEST = 8;

	static final int SHORTEST_OF_THE_PLATFORM = 12;

	static final int LONGEST = 128;

	private PasswordPolicy() {
	}

	static void check(String password, User user) {
		int shortest = Roles.PLATFORM.equals(user.role()) ? SHORTEST_OF_THE_PLATFORM : SHORTEST;
		if (password.length() < shortest) {
			throw Refusal.invalid("password", "too_short", shortest);
		}
		String word = password.toLowerCase(Locale.ROOT);
		if (word.contains(user.username().toLowerCase(Locale.ROOT)) || word.equalsIgnoreCase(user.email())) {
			throw Refusal.invalid("password", "password_is_name");
		}
	}

}
