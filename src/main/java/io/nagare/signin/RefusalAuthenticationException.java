package io.nagare.signin;

import java.util.function.Supplier;

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

	/** Does something whose refusals Spring Security is to carry. */
	public static <T> T carrying(Supplier<T> work) {
		try {
			return work.get();
		}
		catch (Refusal ex) {
			throw new RefusalAuthenticationException(ex);
		}
	}

	Refusal refusal() {
		return this.refusal;
	}

}
