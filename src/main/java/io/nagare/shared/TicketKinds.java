package io.nagare.shared;

import java.util.Collection;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** The kinds of tickets there are. The module that owns the tickets knows. */
public interface TicketKinds {

	/**
	 * All that a tenant has.
	 * @param tenant null for those that every tenant has
	 */
	Collection<? extends TicketKind> of(@Nullable TenantId tenant);

	/** All of the bound tenant. */
	default Collection<? extends TicketKind> all() {
		return of(Tenancy.current().orElse(null));
	}

	/** The kind at that path of the API; empty where the bound tenant has none. */
	default Optional<? extends TicketKind> at(String path) {
		return all().stream().filter((kind) -> kind.path().equals(path)).findFirst();
	}

}
