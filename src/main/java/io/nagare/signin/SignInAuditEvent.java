package io.nagare.signin;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.nagare.directory.Caller;
import io.nagare.directory.User;
import io.nagare.shared.AuditableEvent;
import io.nagare.signin.token.PersonalToken;
import org.jspecify.annotations.Nullable;

/**
 * Somebody signed in or out, or tried to.
 *
 * @param action what was done
 * @param entityId the key of the user it is about; null for a name that nobody has, which
 * is not told either: it may be a password typed into the wrong field
 * @param doer who did it; nobody where it is not proved; null for the current caller
 * @param facts what else is worth knowing
 * @param owner the key of the tenant whose log tells it, where that is not the doer's
 */
public record SignInAuditEvent(String action, @Nullable String entityId, @Nullable Doer doer, Map<String, Object> facts,
		@Nullable UUID owner) implements AuditableEvent {

	/** The word for a sign-in with another browser, or from another network. */
	static final String ANOTHER_WAY = "signed_in_another_way";

	private static final String SECOND_FACTOR = "auth.second_factor_";

	private static final String SIGN_IN = "auth.sign_in";

	private static final String TOKEN_CREATED = "auth.token_created";

	private SignInAuditEvent(String action, @Nullable String entityId, @Nullable Doer doer) {
		this(action, entityId, doer, Map.of(), null);
	}

	static SignInAuditEvent signedIn(Caller caller) {
		return new SignInAuditEvent(SIGN_IN, caller.userId().toString(), doer(caller));
	}

	/** Beside the sign-in itself. */
	static SignInAuditEvent cameAnotherWay(UUID tenant, UUID user, String browser, String network) {
		return new SignInAuditEvent("auth." + ANOTHER_WAY, user.toString(), new Doer(tenant, user, null),
				Map.of("browser", browser, "network", network), null);
	}

	boolean isSignIn() {
		return this.action.equals(SIGN_IN);
	}

	boolean isAnotherWay() {
		return this.action.endsWith(ANOTHER_WAY);
	}

	/** Whether it tells of a token that was made. */
	boolean isOfToken() {
		return this.action.equals(TOKEN_CREATED);
	}

	static SignInAuditEvent failed(Optional<User> meant) {
		return new SignInAuditEvent("auth.sign_in_failed", meant.map((user) -> user.id().toString()).orElse(null),
				new Doer(meant.flatMap(User::tenant).orElse(null), null, null));
	}

	/** Somebody, who knows who, showed a token that opens nothing. */
	public static SignInAuditEvent tokenRefused(String why) {
		return new SignInAuditEvent("auth.token_refused", null, new Doer(null, null, null), Map.of("why", why), null);
	}

	/** Whoever did it is a thief, or has been robbed. */
	public static SignInAuditEvent refreshTokenReused(SignIn signIn) {
		return new SignInAuditEvent("auth.refresh_token_reused", signIn.userId().toString(),
				new Doer(signIn.tenantId(), null, null));
	}

	/** By himself; what ends sign-ins otherwise is told as a deed of its own. */
	static SignInAuditEvent signedOut(SignIn signIn) {
		return new SignInAuditEvent("auth.sign_out", signIn.userId().toString(),
				new Doer(signIn.tenantId(), signIn.userId(), null));
	}

	/** From another sign-in, or by an administrator. */
	static SignInAuditEvent sessionEnded(SignIn signIn, Caller by) {
		return new SignInAuditEvent("auth.session_ended", signIn.userId().toString(),
				new Doer(signIn.tenantId(), by.userId(), by.username()), Map.of("session", signIn.id().toString()),
				signIn.tenantId());
	}

	public static SignInAuditEvent tokenMade(PersonalToken token) {
		return ofToken(TOKEN_CREATED, token);
	}

	public static SignInAuditEvent tokenRevoked(PersonalToken token) {
		return ofToken("auth.token_revoked", token);
	}

	private static SignInAuditEvent ofToken(String action, PersonalToken token) {
		return new SignInAuditEvent(action, token.userId().toString(), null,
				Map.of("id", token.id().toString(), "name", token.name(), "read_only", token.isReadOnly(), "expires_at",
						token.expires().toString(), "permissions",
						token.permissions().map(Object.class::cast).orElse("*")),
				token.tenantId());
	}

	/** Whether it is another thing now that opens the person's account. */
	boolean isAboutSecondFactor() {
		return this.action.startsWith(SECOND_FACTOR);
	}

	/** Something about the person's second factor, by himself or by an administrator. */
	public static SignInAuditEvent secondFactor(String what, UUID user) {
		return new SignInAuditEvent(SECOND_FACTOR + what, user.toString(), null);
	}

	/** A key on a device of the person's, by himself or by an administrator. */
	public static SignInAuditEvent passkey(String what, UUID user, String name) {
		return new SignInAuditEvent("auth.passkey_" + what, user.toString(), null, Map.of("name", name), null);
	}

	/** Somebody, who knows who, showed a passkey that opens nothing. */
	public static SignInAuditEvent passkeyRefused() {
		return new SignInAuditEvent("auth.passkey_refused", null, new Doer(null, null, null));
	}

	/** At sign-in, instead of a code from the app. */
	public static SignInAuditEvent recoveryCodeUsed(Caller caller) {
		return new SignInAuditEvent("auth.recovery_code_used", caller.userId().toString(), doer(caller));
	}

	/** From now on these roles, and no others, need a second factor. */
	public static SignInAuditEvent secondFactorRoles(Set<String> roles) {
		return new SignInAuditEvent(SECOND_FACTOR + "roles_changed", null, null,
				Map.of("roles", roles.stream().sorted().toList()), null);
	}

	private static Doer doer(Caller caller) {
		return new Doer(caller.tenantId(), caller.userId(), caller.username());
	}

	@Override
	public String entityType() {
		return "user";
	}

}
