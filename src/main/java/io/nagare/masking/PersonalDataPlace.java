package io.nagare.masking;

import java.util.Locale;

/** Where a text goes, by the word of the table. */
public enum PersonalDataPlace {

	/** Into the product, by a person who can be asked, or a program that is told. */
	WRITTEN,

	/** Into the product, by a mail. */
	MAIL_IN,

	/** Into the product, by an alert or a device. */
	ALERT_IN,

	/** To people of the tenant who read others' tickets and need not reach people. */
	READER,

	/** To people of the tenant, by mail. */
	MAIL,

	/** To programs outside and chats, as an event. */
	EVENT,

	/** Into a file of a list. */
	FILE,

	/** To an assistant. */
	ASSISTANT;

	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
