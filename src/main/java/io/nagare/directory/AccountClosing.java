package io.nagare.directory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.Person;
import io.nagare.shared.Refusal;

/** Closes the account of somebody who is to be forgotten. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class AccountClosing {

	private final UserRepository users;

	private final Administrators administrators;

	AccountClosing(UserRepository users, Administrators administrators) {
		this.users = users;
		this.administrators = administrators;
	}

	/**
	 * Holds the person until the transaction ends.
	 * @throws Refusal NOT_FOUND
	 */
	public User hold(UUID id) {
		return this.users.lock(id).orElseThrow(Refusal::notFound);
	}

	/**
	 * Ends whatever lets the person in, at once. Nobody gives him work from here on.
	 * @return why this may not be; then the caller refuses
	 */
	public List<Refusal.Detail> close(Caller by, User user) {
		List<Refusal.Detail> reasons = new ArrayList<>();
		if (by.userId().equals(user.id())) {
			reasons.add(Refusal.Detail.of(null, "not_yourself"));
		}
		this.users.saveAndFlush(user.deactivate().erase(Instant.now().truncatedTo(ChronoUnit.MICROS)));
		if (RolesInForce.holdsForGood(user, Roles.ADMIN)
				&& user.tenant().filter(this.administrators::isAdministered).isEmpty()) {
			reasons.add(Refusal.Detail.of(null, "last_administrator"));
		}
		// what listeners ended is written before others remove it
		this.users.flush();
		return reasons;
	}

	/** What the person is called until then. */
	public static Person of(User user) {
		return Person.of(user.id(), user.username(), user.email(), user.phone(), user.firstName(), user.lastName());
	}

}
