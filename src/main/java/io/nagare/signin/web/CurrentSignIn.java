package io.nagare.signin.web;

import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.signin.SignedIn;

/** How the caller of the current request has come in. */
@Component
class CurrentSignIn {

	private final CurrentCaller currentCaller;

	CurrentSignIn(CurrentCaller currentCaller) {
		this.currentCaller = currentCaller;
	}

	/** Whoever is signed in, in whatever way; empty for strangers. */
	Optional<SignedIn> find() {
		return SignedIn.current();
	}

	/** The sign-in that the request belongs to; empty for personal access tokens. */
	Optional<UUID> id() {
		return find().flatMap(SignedIn::signIn);
	}

	/** As {@link CurrentCaller#requireInPerson()} says. */
	Caller inPerson() {
		return this.currentCaller.requireInPerson();
	}

}
