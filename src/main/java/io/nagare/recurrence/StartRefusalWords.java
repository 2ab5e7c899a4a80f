package io.nagare.recurrence;

import java.util.Locale;

import org.springframework.stereotype.Component;

import io.nagare.shared.RefusalWords;

/** Says why nothing began. */
@Component
public class StartRefusalWords {

	private final RefusalWords words;

	StartRefusalWords(RefusalWords words) {
		this.words = words;
	}

	/** The whole of it, a line for each thing that was wrong. */
	public String text(StartRefusal refusal, Locale locale) {
		StringBuilder text = new StringBuilder(this.words.summary(refusal.code(), locale));
		for (StartRefusal.Reason reason : refusal.details()) {
			text.append("\n* ");
			if (reason.field() != null) {
				text.append(reason.field()).append(": ");
			}
			text.append(this.words.sentence(reason.detail(), locale));
		}
		return text.toString();
	}

}
