package io.nagare.directory;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

/**
 * Finds tenants, whatever is bound: who binds one must find it first. Answers are cached,
 * since a tenant's id and slug never change.
 */
@Component
public class Tenants {

	private static final Logger LOG = LoggerFactory.getLogger(Tenants.class);

	private final TenantRepository tenants;

	private final AcrossTenants acrossTenants;

	private final Cache<UUID, TenantId> byId = Caffeine.newBuilder()
		.maximumSize(10_000)
		.expireAfterWrite(Duration.ofHours(1))
		.build();

	private final Cache<String, TenantId> bySlug = Caffeine.newBuilder()
		.maximumSize(10_000)
		.expireAfterWrite(Duration.ofHours(1))
		.build();

	Tenants(TenantRepository tenants, AcrossTenants acrossTenants) {
		this.tenants = tenants;
		this.acrossTenants = acrossTenants;
	}

	/** The tenant with this key, suspended or not. */
	public Optional<TenantId> byId(UUID id) {
		return remembered(this.byId, id, this.tenants::findById);
	}

	/** Does the work as the tenant with this key; nothing where there is none. */
	public void as(@Nullable UUID id, Runnable work) {
		Optional.ofNullable(id).flatMap(this::byId).ifPresent((tenant) -> Tenancy.as(tenant, work));
	}

	/** The tenant with this slug, the engine's tenant id, suspended or not. */
	public Optional<TenantId> bySlug(String slug) {
		return remembered(this.bySlug, slug, this.tenants::findBySlug);
	}

	/** Reads without holding a lock on the cache: the read needs a connection. */
	private <K> Optional<TenantId> remembered(Cache<K, TenantId> cache, K key, Function<K, Optional<Tenant>> find) {
		@Nullable TenantId known = cache.getIfPresent(key);
		if (known != null) {
			return Optional.of(known);
		}
		Optional<TenantId> read = this.acrossTenants.read(() -> find.apply(key).map(Tenant::tenantId));
		read.ifPresent((tenant) -> cache.put(key, tenant));
		return read;
	}

	/**
	 * Whether models of the bound tenant come into force only as an approved change;
	 * never those of the platform.
	 */
	public boolean releasesNeedApproval() {
		return Tenancy.current().isPresent() && bound().releasesNeedApproval();
	}

	/** On which clock the people of the bound tenant read times. */
	ZoneId zone() {
		return bound().zone();
	}

	/** In which language what is written once for all of its people is. */
	Locale language() {
		return Locale.forLanguageTag(bound().language());
	}

	/**
	 * Read in the transaction that is under way: who holds a lock and waits for a second
	 * connection would keep those from going on who wait for his lock on the others.
	 */
	private Tenant bound() {
		return this.tenants.findById(Tenancy.require().id()).orElseThrow();
	}

	/**
	 * Does scheduled work as each tenant in turn that is not suspended. What fails for
	 * one keeps no other from it.
	 * @param what the work, for the log
	 */
	public void inTurn(String what, Runnable work) {
		inTurn(what, active(), work);
	}

	/**
	 * The same as those tenants alone for whom there is something to do, which one
	 * question tells of all.
	 * @param waiting the keys of those, asked across all tenants
	 */
	public void inTurn(String what, Supplier<? extends Collection<UUID>> waiting, Runnable work) {
		inTurn(what, active(waiting), work);
	}

	private static void inTurn(String what, List<TenantId> tenants, Runnable work) {
		for (TenantId tenant : tenants) {
			try {
				Tenancy.as(tenant, work);
			}
			catch (RuntimeException ex) {
				LOG.error("{} failed for tenant {}; the next attempt follows", what, tenant.slug(), ex);
			}
		}
	}

	/**
	 * Does one piece of scheduled work of each tenant in turn that has any, until none
	 * has any more, so that nobody's many keep others waiting.
	 * @param what the work, for the log
	 * @param waiting the keys of the tenants that have some, asked across all of them
	 * @param next does one piece; whether there was one
	 * @param goesOn whether to do another at all
	 */
	public void oneEachInTurn(String what, Supplier<? extends Collection<UUID>> waiting, BooleanSupplier next,
			BooleanSupplier goesOn) {
		List<TenantId> busy = active(waiting);
		while (!busy.isEmpty() && goesOn.getAsBoolean()) {
			List<TenantId> more = new ArrayList<>();
			inTurn(what, busy, () -> {
				if (goesOn.getAsBoolean() && next.getAsBoolean()) {
					more.add(Tenancy.require());
				}
			});
			busy = more;
		}
	}

	private List<TenantId> active(Supplier<? extends Collection<UUID>> waiting) {
		Set<UUID> wanted = this.acrossTenants.read(() -> Set.copyOf(waiting.get()));
		return wanted.isEmpty() ? List.of()
				: active().stream().filter((tenant) -> wanted.contains(tenant.id())).toList();
	}

	/** Every tenant that is not suspended, read anew. */
	public List<TenantId> active() {
		return this.acrossTenants
			.read(() -> this.tenants.findAll().stream().filter(Tenant::isActive).map(Tenant::tenantId).toList());
	}

}
