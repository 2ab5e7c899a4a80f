package io.nagare.identity.signin;

import java.util.Optional;
import java.util.UUID;

import io.nagare.identity.Caller;
import io.nagare.identity.User;
import io.nagare.shared.Deed;
import io.nagare.shared.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody signed in or out, or tried to.
 *
 * @param action what was done
 * @param entityId the key of the user it is about; null for a name that nobody has, which
 * is not told either: it may be a password typed into the wrong field
 * @param doer who did it; nobody where it is not proved
 */
record SignInDeed(String action, @Nullable String entityId, Doer doer) implements Deed {

	static SignInDeed signedIn(Caller caller) {
		return new SignInDeed("auth.sign_in", caller.userId().toString(), doer(caller));
	}

	static SignInDeed failed(Optional<User> meant) {
		return new SignInDeed("auth.sign_in_failed", meant.map((user) -> user.id().toString()).orElse(null),
				new Doer(meant.flatMap(User::tenant).orElse(null), null, null));
	}

	/** Whoever did it is a thief, or has been robbed. */
	static SignInDeed refreshTokenReused(Caller caller) {
		return new SignInDeed("auth.refresh_token_reused", caller.userId().toString(),
				new Doer(doer(caller).tenant(), null, null));
	}

	/** By himself; what ends sign-ins otherwise is told as a deed of its own. */
	static SignInDeed signedOut(SignIn signIn) {
		return new SignInDeed("auth.sign_out", signIn.userId().toString(),
				new Doer(signIn.tenantId(), signIn.userId(), null));
	}

	private static Doer doer(Caller caller) {
		@Nullable TenantId tenant = caller.tenant();
		return new Doer((tenant != null) ? tenant.id() : null, caller.userId(), caller.username());
	}

	@Override
	public String entityType() {
		return "user";
	}

}
