package io.nagare.recurrence;

import java.util.List;
import java.util.Locale;

import io.nagare.shared.Refusal;
import io.nagare.shared.RefusalWords;
import org.jspecify.annotations.Nullable;

/**
 * Why nothing began, as far as it can be said in any language.
 *
 * @param code the code of the error that a request would have been answered
 * @param details what exactly was wrong
 */
public record StartRefusal(String code, List<Reason> details) {

	/** Something broke that nobody can put right in the entry. */
	static final StartRefusal FAILED = new StartRefusal("INTERNAL", List.of());

	static StartRefusal of(Refusal refusal) {
		return new StartRefusal(refusal.kind().name(),
				refusal.details()
					.stream()
					.map((detail) -> new Reason(detail.field(), detail.code(),
							detail.args().stream().map(StartRefusal::plain).toList()))
					.toList());
	}

	/** The whole of it, a line for each thing that was wrong. */
	public String text(RefusalWords words, Locale locale) {
		return words.text(this.code, this.details.stream().map(Reason::detail).toList(), locale);
	}

	private static Object plain(Object arg) {
		return (arg instanceof Integer || arg instanceof Long) ? arg : String.valueOf(arg);
	}

	/** One thing that was wrong. */
	public record Reason(@Nullable String field, String code, List<Object> args) {

		/** The same as a detail of an error, to be said to somebody. */
		Refusal.Detail detail() {
			return new Refusal.Detail(this.field, this.code, this.args);
		}

	}

}
