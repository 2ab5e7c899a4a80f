package io.nagare.workflow.internal;

import org.camunda.bpm.engine.BadUserRequestException;

import io.nagare.shared.Refusal;

/** A refusal on its way out of the engine, which knows it as a bad request. */
public class VerbRefusalException extends BadUserRequestException {

	private static final long serialVersionUID = 1L;

	private final transient Refusal refusal;

	/**
	 * @param message what the engine's REST API answers
	 */
	public VerbRefusalException(String message, Refusal refusal) {
		super(message, refusal);
		this.refusal = refusal;
	}

	Refusal refusal() {
		return this.refusal;
	}

}
