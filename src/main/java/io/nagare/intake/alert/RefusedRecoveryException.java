package io.nagare.intake.alert;

import io.nagare.shared.Refusal;

/** The model offers an action that would resolve the incident, and then refuses it. */
class RefusedRecoveryException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	RefusedRecoveryException(Refusal refusal) {
		super(refusal);
	}

}
