package io.nagare.signin;

import io.nagare.shared.Refusal;
import org.springframework.security.core.AuthenticationException;

/** Carries a refusal through Spring Security to whoever answers it. */
public final class RefusalAuthenticationException extends AuthenticationException {

	private static final long serialVersionUID = 1L;

	private final Refusal refusal;

	public RefusalAuthenticationException(Refusal refusal) {
		super(String.valueOf(refusal.getMessage()), refusal);
		this.refusal = refusal;
	}

	Refusal refusal() {
		return this.refusal;
	}

}
