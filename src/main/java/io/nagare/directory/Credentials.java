package io.nagare.directory;

import java.util.Optional;

import org.springframework.stereotype.Component;

/** Compares what somebody says he is with what is known. */
@Component
public class Credentials {

	private final UserRepository users;

	private final Callers callers;

	private final PasswordHasher passwords;

	private final AcrossTenants acrossTenants;

	Credentials(UserRepository users, Callers callers, PasswordHasher passwords, AcrossTenants acrossTenants) {
		this.users = users;
		this.callers = callers;
		this.passwords = passwords;
		this.acrossTenants = acrossTenants;
	}

	/**
	 * Who the user name and password belong to; empty, after the same work, for a wrong
	 * password, an unknown name and somebody who may not be here. No connection is held
	 * while the password is hashed.
	 */
	public Optional<Caller> verify(String username, String password) {
		Optional<User> user = find(username);
		boolean right = user.map((known) -> this.passwords.matches(password, known.hashedPassword()))
			.orElseGet(() -> this.passwords.matchesNobody(password));
		return right ? user.map(User::id).flatMap(this.callers::byId) : Optional.empty();
	}

	/** Whose name it is, of any tenant, whether or not he may be here. */
	public Optional<User> find(String username) {
		return this.acrossTenants.read(() -> this.users.findByUsername(username));
	}

}
