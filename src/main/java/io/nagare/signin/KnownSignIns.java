package io.nagare.signin;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.nagare.directory.AcrossTenants;
import io.nagare.shared.AuditableEvent;

/**
 * Notices who signs in with a browser, or from a network, that he has not used for ninety
 * days. The very first sign-in is nothing new. People of the platform are not watched:
 * their notices would have no tenant.
 */
@Component
class KnownSignIns {

	/** Remembers it, and says whether somebody who is known comes in another way. */
	private static final String LOOK = """
			WITH known AS (SELECT browser, network FROM known_sign_ins
			                WHERE user_id = ? AND seen_at > now() - interval '90 days'),
			     seen AS (INSERT INTO known_sign_ins AS k (tenant_id, user_id, browser, network, seen_at)
			              VALUES (?, ?, ?, ?, now())
			              ON CONFLICT (user_id, browser, network) DO UPDATE SET seen_at = now()
			              WHERE k.seen_at < now() - interval '1 day')
			SELECT EXISTS (SELECT FROM known) AND NOT (EXISTS (SELECT FROM known WHERE browser = ?)
			       AND EXISTS (SELECT FROM known WHERE network = ?))
			""";

	private final JdbcTemplate jdbc;

	private final AcrossTenants acrossTenants;

	private final ApplicationEventPublisher events;

	KnownSignIns(JdbcTemplate jdbc, AcrossTenants acrossTenants, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.acrossTenants = acrossTenants;
		this.events = events;
	}

	/** Within the transaction that signs him in, where there is one. */
	@EventListener
	void on(SignInAuditEvent deed) {
		AuditableEvent.@Nullable Doer doer = deed.doer();
		if (!deed.isSignIn() || doer == null || doer.tenant() == null || doer.id() == null) {
			return;
		}
		UUID tenant = doer.tenant();
		UUID user = doer.id();
		Visitor.current().ifPresent((visitor) -> {
			if (TransactionSynchronizationManager.isActualTransactionActive()) {
				look(tenant, user, visitor);
			}
			else {
				this.acrossTenants.write(() -> look(tenant, user, visitor));
			}
		});
	}

	private boolean look(UUID tenant, UUID user, Visitor visitor) {
		String browser = visitor.browser();
		String network = visitor.network();
		boolean another = Boolean.TRUE.equals(
				this.jdbc.queryForObject(LOOK, Boolean.class, user, tenant, user, browser, network, browser, network));
		if (another) {
			this.events.publishEvent(SignInAuditEvent.cameAnotherWay(tenant, user, browser, network));
		}
		return another;
	}

}
