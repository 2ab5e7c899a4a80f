package io.nagare.workforce;

import io.nagare.directory.Tenants;
import io.nagare.directory.User;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantLocks;

/**
 * Who is there, for work that must not miss who leaves or comes back meanwhile: one of
 * both waits for the other, and whoever hears of the departure afterwards finds the work
 * done.
 */
@Component
public class AvailabilityService {

	private static final String LOCK = "presence";

	private final TenantLocks locks;

	private final Tenants tenants;

	AvailabilityService(TenantLocks locks, Tenants tenants) {
		this.locks = locks;
		this.tenants = tenants;
	}

	/** Lets nobody of the bound tenant leave or come back until the transaction ends. */
	public void hold() {
		this.locks.share(LOCK);
	}

	@EventListener
	void on(AbsenceChanged turned) {
		Tenancy.as(turned.tenant(), this::change);
	}

	@EventListener
	void on(User.Deactivated left) {
		this.tenants.as(left.tenant(), this::change);
	}

	/**
	 * Whoever may no longer do his work is as good as gone, and whoever may again, back.
	 */
	@EventListener
	void on(User.RoleChanged turned) {
		this.tenants.as(turned.tenant(), this::change);
	}

	@EventListener
	void on(User.RoleGranted turned) {
		this.tenants.as(turned.tenant(), this::change);
	}

	@EventListener
	void on(User.RoleEnded turned) {
		this.tenants.as(turned.tenant(), this::change);
	}

	private void change() {
		this.locks.take(LOCK);
	}

}
