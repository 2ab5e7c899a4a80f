package io.nagare.workflow.internal;

import java.time.Duration;
import java.util.function.BiFunction;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.Tenancy;

/**
 * Which version of a model is in force for the bound tenant. This node sees a deployment
 * of its own at once, one of another node after two seconds.
 */
@Component
class ModelsInForce {

	private static final Duration AGE = Duration.ofSeconds(2);

	private final Cache<Key, EngineTables.Model> processes = Caffeine.newBuilder().expireAfterWrite(AGE).build();

	private final Cache<Key, EngineTables.Model> decisions = Caffeine.newBuilder().expireAfterWrite(AGE).build();

	private final EngineTables tables;

	ModelsInForce(EngineTables tables) {
		this.tables = tables;
	}

	/**
	 * The process definition that a new ticket of the bound tenant starts on.
	 * @throws IllegalStateException where none is deployed
	 */
	String process(String key) {
		return latest(this.processes, key, this.tables::latestProcess).id();
	}

	/**
	 * The decision definition in force for the bound tenant.
	 * @throws IllegalStateException where none is deployed
	 */
	String decision(String key) {
		return latest(this.decisions, key, this.tables::latestDecision).id();
	}

	/**
	 * Slug of the tenant whose process is in force for the bound tenant; null for the
	 * shared one.
	 * @throws IllegalStateException where none is deployed
	 */
	@Nullable String ownerOfProcess(String key) {
		return latest(this.processes, key, this.tables::latestProcess).owner();
	}

	/**
	 * Slug of the tenant whose decision is in force for the bound tenant; null for the
	 * shared one.
	 * @throws IllegalStateException where none is deployed
	 */
	@Nullable String ownerOfDecision(String key) {
		return latest(this.decisions, key, this.tables::latestDecision).owner();
	}

	/** Something was deployed here. */
	void forget() {
		this.processes.invalidateAll();
		this.decisions.invalidateAll();
	}

	private static EngineTables.Model latest(Cache<Key, EngineTables.Model> cache, String key,
			BiFunction<String, String, Optional<EngineTables.Model>> lookUp) {
		Key tenantKey = new Key(key, Tenancy.require().slug());
		EngineTables.Model model = cache.getIfPresent(tenantKey);
		if (model == null) {
			model = lookUp.apply(key, tenantKey.tenant())
				.orElseThrow(() -> new IllegalStateException("No model '" + key + "' is deployed"));
			cache.put(tenantKey, model);
		}
		return model;
	}

	private record Key(String model, String tenant) {
	}

}
