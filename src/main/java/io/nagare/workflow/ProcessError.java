package io.nagare.workflow;

/** A business outcome that the model handles by an error event of the same code. */
public class ProcessError extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String code;

	/**
	 * @param code the error code as written in the model
	 * @param message what happened, for people
	 */
	public ProcessError(String code, String message) {
		super(message);
		this.code = code;
	}

	public String code() {
		return this.code;
	}

}
