package io.nagare.intake.mime;

/** A mail that cannot be read, or is built to cost more than a mail may. */
public class UnreadableMailException extends Exception {

	private static final long serialVersionUID = 1L;

	/**
	 * @param reason one word, such as {@code too_many_parts}
	 */
	UnreadableMailException(String reason) {
		super(reason, null, false, false);
	}

	/** One word, such as {@code too_many_parts}. */
	public String reason() {
		return String.valueOf(getMessage());
	}

}
