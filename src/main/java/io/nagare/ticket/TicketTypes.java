package io.nagare.ticket;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.shared.TicketKinds;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The types of tickets there are, by their kind: those that everybody has, and those of
 * single tenants, which may come and go while the product runs. It asks nobody, so
 * everybody may ask it.
 */
@Component
public class TicketTypes implements TicketKinds {

	private final Map<String, TicketType<?, ?>> ofAll = new ConcurrentHashMap<>();

	private final Map<TenantId, Map<String, TicketType<?, ?>>> ofTenants = new ConcurrentHashMap<>();

	/**
	 * Lets every tenant have tickets of the type.
	 * @throws IllegalStateException where there is one of its kind or path
	 */
	public void register(TicketType<?, ?> type) {
		demandNew(type, this.ofAll.values().stream());
		this.ofAll.put(type.kind(), type);
	}

	/**
	 * Lets one tenant have tickets of the type, in place of its former version.
	 * @throws IllegalStateException where all tenants have one of its kind or path
	 */
	public void register(TenantId tenant, TicketType<?, ?> type) {
		demandNew(type, this.ofAll.values().stream());
		Map<String, TicketType<?, ?>> own = this.ofTenants.computeIfAbsent(tenant, (key) -> new ConcurrentHashMap<>());
		demandNew(type, own.values().stream().filter((other) -> !other.kind().equals(type.kind())));
		own.put(type.kind(), type);
	}

	private static void demandNew(TicketType<?, ?> type, Stream<TicketType<?, ?>> others) {
		others.filter((other) -> other.kind().equals(type.kind()) || other.path().equals(type.path()))
			.findFirst()
			.ifPresent((other) -> {
				throw new IllegalStateException("There is a type " + other.kind() + " at " + other.path() + " already");
			});
	}

	/**
	 * The type of that kind.
	 * @throws IllegalStateException where the bound tenant has none
	 */
	public TicketType<?, ?> of(String kind) {
		return find(kind).orElseThrow(() -> new IllegalStateException("There is no type of tickets " + kind));
	}

	/** The type of the ticket. */
	public TicketType<?, ?> of(Ticket ticket) {
		return of(ticket.kind());
	}

	/** The same; empty where the bound tenant has none. */
	public Optional<TicketType<?, ?>> find(String kind) {
		TicketType<?, ?> ofAll = this.ofAll.get(kind);
		return Optional.ofNullable((ofAll != null) ? ofAll : own(Tenancy.current().orElse(null)).get(kind));
	}

	@Override
	public Optional<TicketType<?, ?>> at(String path) {
		return all().stream().filter((type) -> type.path().equals(path)).findFirst();
	}

	/** All types of the bound tenant, by their kind. */
	@Override
	public Collection<TicketType<?, ?>> all() {
		return of(Tenancy.current().orElse(null));
	}

	@Override
	public Collection<TicketType<?, ?>> of(@Nullable TenantId tenant) {
		Map<String, TicketType<?, ?>> all = new TreeMap<>(this.ofAll);
		all.putAll(own(tenant));
		return all.values();
	}

	private Map<String, TicketType<?, ?>> own(@Nullable TenantId tenant) {
		return (tenant != null) ? this.ofTenants.getOrDefault(tenant, Map.of()) : Map.of();
	}

}
