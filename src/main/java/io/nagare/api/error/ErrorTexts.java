package io.nagare.api.error;

import java.util.List;
import java.util.Locale;

import io.nagare.shared.Refusal;
import io.nagare.shared.RefusalWords;

import org.springframework.stereotype.Component;

/** Says in the caller's language, and in the contract's form, what went wrong. */
@Component
class ErrorTexts {

	private final RefusalWords words;

	ErrorTexts(RefusalWords words) {
		this.words = words;
	}

	ErrorBody say(Refusal refusal, Locale locale) {
		return new ErrorBody(
				new ErrorBody.Problem(refusal.kind().name(), this.words.summary(refusal.kind().name(), locale),
						refusal.details()
							.stream()
							.map((detail) -> new ErrorBody.Detail(detail.field(), detail.code(),
									this.words.sentence(detail, locale)))
							.toList()));
	}

	/**
	 * Says that something failed which is not the caller's fault, or not the contract's.
	 * @param code the error's code
	 * @param args what its sentence mentions
	 */
	ErrorBody say(String code, Locale locale, Object... args) {
		return new ErrorBody(new ErrorBody.Problem(code, this.words.summary(code, locale, args), List.of()));
	}

}
