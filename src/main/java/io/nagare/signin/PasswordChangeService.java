package io.nagare.signin;

import io.nagare.directory.Caller;
import io.nagare.directory.UserManagement;
import io.nagare.shared.Refusal;
import org.springframework.stereotype.Component;

/** Lets people change their own password, once they have shown the old one. */
@Component
public class PasswordChangeService {

	private final PasswordAuthenticationService passwords;

	private final UserManagement users;

	PasswordChangeService(PasswordAuthenticationService passwords, UserManagement users) {
		this.passwords = passwords;
		this.users = users;
	}

	/**
	 * Changes the caller's password. All his sign-ins end, the one that asks too.
	 * @param address where the request comes from
	 * @throws Refusal VALIDATION_FAILED for a wrong old password or a new one that is too
	 * easy to guess; RATE_LIMITED after too many failures
	 */
	public void change(Caller caller, String old, String password, String address) {
		this.passwords.demandAgain(caller, old, address);
		this.users.changeOwnPassword(caller, password);
	}

}
