package io.nagare.search.text;

/** A file that says nothing to searches. */
final class UnreadableFileException extends Exception {

	private static final long serialVersionUID = 1L;

	private final String reason;

	/**
	 * Why.
	 * @param reason {@code format}, {@code encrypted}, {@code too_large},
	 * {@code too_slow} or {@code broken}
	 */
	UnreadableFileException(String reason) {
		super(reason);
		this.reason = reason;
	}

	String reason() {
		return this.reason;
	}

}
