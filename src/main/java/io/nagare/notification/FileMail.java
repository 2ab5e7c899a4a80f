package io.nagare.notification;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A file as it is mailed to one person.
 *
 * @param title the subject
 * @param body what stands above the link
 * @param path where the portal has more of it
 * @param file the file; null where the mail only tells of it
 */
public record FileMail(Locale locale, String title, String body, String path, @Nullable File file) {

	/**
	 * What is attached.
	 *
	 * @param name as people save it
	 * @param type its media type
	 */
	@SuppressWarnings("ArrayRecordComponent") // compared by nobody
	public record File(String name, String type, byte[] content) {
	}

}
