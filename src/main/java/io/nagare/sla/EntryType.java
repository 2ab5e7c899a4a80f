package io.nagare.sla;

import java.util.Locale;

/** What can happen to a clock. */
enum EntryType {

	START, PAUSE, RESUME, RETARGET, STOP, CANCEL, MILESTONE, BREACH;

	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	static EntryType of(String word) {
		return valueOf(word.toUpperCase(Locale.ROOT));
	}

}
