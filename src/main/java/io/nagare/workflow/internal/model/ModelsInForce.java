package io.nagare.workflow.internal.model;

import java.util.Optional;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.Tenancy;
import io.nagare.workflow.internal.EngineTables.Wanted;
import io.nagare.workflow.internal.EngineTables;

/**
 * Which version of a model is in force for the bound tenant. This node sees a deployment
 * of its own at once, one of another node after two seconds. What a trial deploys, only
 * the trial sees.
 */
@Component
public class ModelsInForce {

	private final ModelMemory<Key, EngineTables.Model> processes = new ModelMemory<>();

	private final ModelMemory<Key, EngineTables.Model> decisions = new ModelMemory<>();

	private final EngineTables tables;

	ModelsInForce(EngineTables tables) {
		this.tables = tables;
	}

	/**
	 * The process definition that a new ticket of the bound tenant starts on.
	 * @throws IllegalStateException where none is deployed
	 */
	public String process(String key) {
		return deployed(this.processes, Wanted.latest(key), this.tables::process).id();
	}

	/** What a call of the process enters for the bound tenant, if any is deployed. */
	public Optional<String> called(String key) {
		return find(this.processes, Wanted.latest(key), this.tables::process).map(EngineTables.Model::id);
	}

	/**
	 * The decision definition in force for the bound tenant.
	 * @throws IllegalStateException where none is deployed
	 */
	public String decision(String key) {
		return deployed(this.decisions, Wanted.latest(key), this.tables::decision).id();
	}

	/**
	 * Slug of the tenant whose process such a call means for the bound tenant; null for a
	 * shared one, and where none is deployed.
	 */
	@Nullable String ownerOfProcess(Wanted wanted) {
		return find(this.processes, wanted, this.tables::process).map(EngineTables.Model::owner).orElse(null);
	}

	/**
	 * Slug of the tenant whose decision such a call means for the bound tenant; null for
	 * a shared one, and where none is deployed.
	 */
	@Nullable String ownerOfDecision(Wanted wanted) {
		return find(this.decisions, wanted, this.tables::decision).map(EngineTables.Model::owner).orElse(null);
	}

	/** Something was deployed here, or is about to be by the transaction at work. */
	public void forget() {
		this.processes.forget();
		this.decisions.forget();
	}

	private static EngineTables.Model deployed(ModelMemory<Key, EngineTables.Model> memory, Wanted wanted,
			BiFunction<Wanted, String, Optional<EngineTables.Model>> lookUp) {
		return find(memory, wanted, lookUp)
			.orElseThrow(() -> new IllegalStateException("No model '" + wanted.key() + "' is deployed"));
	}

	private static Optional<EngineTables.Model> find(ModelMemory<Key, EngineTables.Model> memory, Wanted wanted,
			BiFunction<Wanted, String, Optional<EngineTables.Model>> lookUp) {
		Key key = new Key(wanted, Tenancy.require().slug());
		return Optional.ofNullable(memory.answer(key, () -> lookUp.apply(wanted, key.tenant()).orElse(null)));
	}

	private record Key(Wanted model, String tenant) {
	}

}
