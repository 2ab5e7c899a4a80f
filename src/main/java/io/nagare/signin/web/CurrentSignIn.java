package io.nagare.signin.web;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.signin.SignedIn;
import io.nagare.shared.Refusal;

/** How the caller of the current request has come in. */
@Component
class CurrentSignIn {

	private final CurrentCaller currentCaller;

	CurrentSignIn(CurrentCaller currentCaller) {
		this.currentCaller = currentCaller;
	}

	/** Whoever is signed in, in whatever way; empty for strangers. */
	Optional<SignedIn> find() {
		return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
			.filter(SignedIn.class::isInstance)
			.map(SignedIn.class::cast);
	}

	/** The sign-in that the request belongs to; empty for personal access tokens. */
	Optional<UUID> id() {
		return find().flatMap(SignedIn::signIn);
	}

	/**
	 * The caller, who has signed in himself: no program may give itself more, or shut its
	 * owner out.
	 * @throws Refusal FORBIDDEN for the bearer of a personal access token
	 */
	Caller inPerson() {
		if (find().filter(SignedIn::isByPersonalToken).isPresent()) {
			throw new Refusal(Refusal.Kind.FORBIDDEN, List.of(Refusal.Detail.of(null, "not_with_token")));
		}
		return this.currentCaller.require();
	}

}
