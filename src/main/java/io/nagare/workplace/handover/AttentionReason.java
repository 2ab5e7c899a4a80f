package io.nagare.workplace.handover;

import java.util.Locale;

/** Why a ticket needs attention at the end of a shift. */
public enum AttentionReason {

	/** It is a major incident. */
	MAJOR,

	/** One of its clocks is over, or will be within a shift. */
	DUE,

	/** It is on hold, and its process goes on by itself within a shift. */
	HOLD_ENDS,

	/** It changed in the shift that ends. */
	TOUCHED;

	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
