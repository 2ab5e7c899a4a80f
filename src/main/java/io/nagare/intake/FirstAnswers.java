package io.nagare.intake;

import java.util.List;
import java.util.UUID;

import io.nagare.shared.Label;

/**
 * Knows what may help whoever has just written a mail, before anybody has read it. Who
 * can search articles knows.
 */
public interface FirstAnswers {

	/**
	 * Articles about the same matter that the current caller may read, the nearest first;
	 * looked for in a transaction of its own.
	 * @param ticket what became of the mail
	 */
	List<Answer> to(UUID ticket, String title, String text);

	/**
	 * An article.
	 *
	 * @param number by which it is found
	 */
	record Answer(String number, Label title) {
	}

}
