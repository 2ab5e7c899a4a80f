package io.nagare.change;

import java.util.UUID;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

import io.nagare.identity.AbsenceTurned;
import io.nagare.identity.Tenants;
import io.nagare.identity.User;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

/**
 * Hears who left, for a time or for good, or is back, once that is a fact; each change is
 * seated in a transaction of its own. Done twice, it finds everybody seated.
 */
@Component
class AbsenceListener {

	private final ChangeRepository changes;

	private final Voting voting;

	private final Tenants tenants;

	AbsenceListener(ChangeRepository changes, Voting voting, Tenants tenants) {
		this.changes = changes;
		this.voting = voting;
		this.tenants = tenants;
	}

	@Async
	@TransactionalEventListener
	void on(AbsenceTurned turned) {
		seat(turned.tenant());
	}

	@Async
	@TransactionalEventListener
	void on(User.Deactivated left) {
		UUID tenant = left.tenant();
		if (tenant != null) {
			this.tenants.byId(tenant).ifPresent(this::seat);
		}
	}

	private void seat(TenantId tenant) {
		Tenancy.as(tenant, () -> this.changes.withOpenRounds().forEach(this.voting::seatPresent));
	}

}
