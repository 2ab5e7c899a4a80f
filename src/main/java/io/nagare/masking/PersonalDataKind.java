package io.nagare.masking;

import java.util.Locale;

/** What of a person a text may give away, by the word of the table and the API. */
public enum PersonalDataKind {

	/** A mail address; its domain stays when it is masked. */
	EMAIL(0),

	/** A telephone number of Japan, or an international one with its plus sign. */
	PHONE(2),

	/** The Individual Number of a resident of Japan, by its check digit. */
	MY_NUMBER(0),

	/** The number of a payment card, by its issuer and check digit. */
	CREDIT_CARD(4),

	/** The number of a passport, where the text says that it is one. */
	PASSPORT(0),

	/** The number of a driving licence, where the text says that it is one. */
	DRIVING_LICENCE(0),

	/** An international bank account number, by its country and check digits. */
	IBAN(4);

	private final int shown;

	PersonalDataKind(int shown) {
		this.shown = shown;
	}

	/** The word in the table and the API. */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** How many of its last characters stay when it is masked. */
	int shown() {
		return this.shown;
	}

}
