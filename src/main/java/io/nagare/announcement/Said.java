package io.nagare.announcement;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;
import io.nagare.shared.SingleLine;

/**
 * What is written in one language or in both; what is missing in one is read in the
 * other.
 *
 * @param ja in Japanese; null for nothing
 * @param en in English; null for nothing
 */
record Said(@Nullable String ja, @Nullable String en) {

	/** Blank texts are none. */
	Said {
		ja = given(ja);
		en = given(en);
	}

	/** One line in each language. */
	static Said line(@Nullable String ja, @Nullable String en) {
		return new Said(oneLine("title_ja", given(ja)), oneLine("title_en", given(en)));
	}

	private static @Nullable String oneLine(String field, @Nullable String text) {
		return (text != null) ? SingleLine.of(field, text) : null;
	}

	static Said of(Label label) {
		return new Said(label.ja(), label.en());
	}

	boolean isEmpty() {
		return this.ja == null && this.en == null;
	}

	/** For readers of either language; empty where nothing is said. */
	Optional<Label> label() {
		if (this.ja != null) {
			return Optional.of(new Label(this.ja, (this.en != null) ? this.en : this.ja));
		}
		return Optional.ofNullable(this.en).map(Label::said);
	}

	private static @Nullable String given(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : text;
	}

}
