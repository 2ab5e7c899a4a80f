package io.nagare.signin;

import io.nagare.directory.Caller;
import io.nagare.directory.Credentials;
import io.nagare.directory.UserManagement;
import io.nagare.shared.Refusal;
import io.nagare.signin.limit.SignInThrottle;
import org.springframework.stereotype.Component;

/** Lets people change their own password, once they have shown the old one. */
@Component
public class PasswordChangeService {

	private final Credentials credentials;

	private final SignInThrottle throttle;

	private final UserManagement users;

	PasswordChangeService(Credentials credentials, SignInThrottle throttle, UserManagement users) {
		this.credentials = credentials;
		this.throttle = throttle;
		this.users = users;
	}

	/**
	 * Changes the caller's password. All his sign-ins end, the one that asks too.
	 * @param address where the request comes from
	 * @throws Refusal VALIDATION_FAILED for a wrong old password or a new one that is too
	 * easy to guess; RATE_LIMITED after too many failures
	 */
	public void change(Caller caller, String old, String password, String address) {
		this.throttle.admit(caller.username(), address);
		if (this.credentials.verify(caller.username(), old).isEmpty()) {
			this.throttle.failed(caller.username(), address);
			throw Refusal.invalid("current_password", "wrong_password");
		}
		this.users.changeOwnPassword(caller, password);
	}

}
