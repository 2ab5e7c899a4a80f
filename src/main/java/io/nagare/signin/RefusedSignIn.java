package io.nagare.signin;

import io.nagare.shared.Refusal;
import org.springframework.security.core.AuthenticationException;

/** Carries a refusal through Spring Security to whoever answers it. */
final class RefusedSignIn extends AuthenticationException {

	private static final long serialVersionUID = 1L;

	private final Refusal refusal;

	RefusedSignIn(Refusal refusal) {
		super(String.valueOf(refusal.getMessage()), refusal);
		this.refusal = refusal;
	}

	Refusal refusal() {
		return this.refusal;
	}

}
