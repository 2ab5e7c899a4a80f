package io.nagare.client;

/** A command could not do what it was asked; says why, and what scripts go by. */
final class ClientFailure extends RuntimeException {

	/** The server says that it cannot be, or a check found errors. */
	static final int REFUSED = 1;

	/** Not signed in, or not allowed. */
	static final int NOT_ALLOWED = 3;

	static final int NOT_FOUND = 4;

	/** The server cannot be reached, or fails. */
	static final int UNAVAILABLE = 5;

	private static final long serialVersionUID = 1L;

	private final int exitCode;

	ClientFailure(int exitCode, String message) {
		super(message);
		this.exitCode = exitCode;
	}

	int exitCode() {
		return this.exitCode;
	}

}
