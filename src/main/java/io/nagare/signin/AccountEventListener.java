package io.nagare.signin;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.directory.User;
import io.nagare.shared.TenantId;

/** Finds among all that goes on record what the person himself ought to know. */
@Component
class AccountEventListener {

	private static final String PREFIX = "auth.";

	private static final Set<String> TOLD = Set.of("token_created", "second_factor_enrolled", "second_factor_disabled",
			"second_factor_reset", "second_factor_recovery_codes_renewed", "recovery_code_used", "refresh_token_reused",
			"passkey_added", "passkey_removed", SignInAuditEvent.ANOTHER_WAY);

	private final Callers callers;

	private final ApplicationEventPublisher events;

	AccountEventListener(Callers callers, ApplicationEventPublisher events) {
		this.callers = callers;
		this.events = events;
	}

	@EventListener
	void on(SignInAuditEvent deed) {
		String what = deed.action().startsWith(PREFIX) ? deed.action().substring(PREFIX.length()) : "";
		String user = deed.entityId();
		if (user != null && TOLD.contains(what)) {
			tell(UUID.fromString(user), what, detail(deed));
		}
	}

	@EventListener
	void on(User.PasswordChanged event) {
		tell(event.user(), "password_changed", "");
	}

	private void tell(UUID user, String what, String detail) {
		Optional<TenantId> tenant = this.callers.byId(user).map(Caller::tenant);
		tenant.ifPresent((of) -> this.events.publishEvent(new AccountEvent(of, UUID.randomUUID(), user, what, detail)));
	}

	/** Never more than a name that he gave himself, or where he comes from. */
	private static String detail(SignInAuditEvent deed) {
		return deed.isOfToken() ? String.valueOf(deed.facts().get("name"))
				: deed.isAnotherWay() ? deed.facts().get("browser") + ", " + deed.facts().get("network") : "";
	}

}
