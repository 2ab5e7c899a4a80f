package io.nagare.shared;

/** What nodes remember, beside rights, and forget when any node changes it. */
public enum Memory {

	/** Which sign-ins and tokens are good. */
	SIGN_INS,

	/** What the directory holds. */
	DIRECTORY;

	/**
	 * Changes with the running transaction: what others remember is old once it has
	 * committed.
	 */
	public record Changed(Memory what) {
	}

	/**
	 * May have changed on any node, this one included: what is remembered is to be
	 * forgotten.
	 */
	public record Outdated(Memory what) {
	}

}
