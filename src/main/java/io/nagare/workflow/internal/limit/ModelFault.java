package io.nagare.workflow.internal.limit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

/**
 * Something a model does wrong while it runs: whoever pressed the button reads that, and
 * its owner is told where it happened.
 */
public class ModelFault extends Refusal {

	private static final long serialVersionUID = 1L;

	private final transient Optional<TenantId> tenant;

	private final transient Place place;

	private final AtomicBoolean told = new AtomicBoolean();

	public ModelFault(Place place, @Nullable Throwable cause) {
		super(Kind.MODEL_MISBEHAVED,
				List.of(Detail.of(place.element(), "model_fault", place.process(), place.element()), place.fault()));
		initCause(cause);
		this.tenant = Tenancy.current();
		this.place = place;
	}

	/** Whose ticket it happened to; empty for nobody's. */
	Optional<TenantId> tenant() {
		return this.tenant;
	}

	Place place() {
		return this.place;
	}

	/** True for the first who asks, however many commands lie within each other. */
	boolean isNews() {
		return this.told.compareAndSet(false, true);
	}

	/**
	 * Where it happened.
	 *
	 * @param process key of the model
	 * @param own whether the model is the tenant's own
	 * @param ticket business key of the process
	 * @param fault what happened
	 */
	public record Place(String process, int version, boolean own, String element, String ticket, Detail fault) {

		public static Place of(ExecutionEntity execution, String element, Detail fault) {
			ProcessDefinitionEntity model = execution.getProcessDefinition();
			return new Place(model.getKey(), model.getVersion(), model.getTenantId() != null, element,
					String.valueOf(execution.getProcessBusinessKey()), fault);
		}

	}

}
