package io.nagare.directory;

import java.util.UUID;
import java.util.function.Supplier;

import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

/** Tells Hibernate's filter on users whose users the thread may see. */
final class UserTenantFilter {

	/** Belongs to no tenant, so that a thread without a binding sees nobody. */
	private static final UUID NOBODY = new UUID(0, 0);

	private UserTenantFilter() {
	}

	/** The bound tenant's key. */
	static final class Id implements Supplier<UUID> {

		@Override
		public UUID get() {
			return Tenancy.current().map(TenantId::id).orElse(NOBODY);
		}

	}

	/** Whether the thread acts for the platform. */
	static final class Everyone implements Supplier<Boolean> {

		@Override
		public Boolean get() {
			return Tenancy.isPlatform();
		}

	}

}
