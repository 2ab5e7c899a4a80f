package io.nagare.workflow.internal.model;

import java.lang.invoke.VarHandle;
import java.util.function.Function;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.bpmn.behavior.CallableElementActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.DmnBusinessRuleTaskActivityBehavior;
import org.camunda.bpm.engine.impl.core.model.BaseCallableElement;
import org.camunda.bpm.engine.impl.core.model.BaseCallableElement.CallableElementBinding;
import org.camunda.bpm.engine.impl.core.variable.mapping.value.ParameterValueProvider;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityBehavior;
import org.jspecify.annotations.Nullable;

import io.nagare.workflow.internal.EngineTables.Wanted;
import io.nagare.workflow.internal.PrivateField;

/**
 * Answers a model that calls a table or process whose that is: the tenant's own where it
 * has such a one, else the shared one, whatever the calling model says. The engine alone
 * would look only among the models of whoever owns the calling one, or of whomever that
 * names. A process is looked up when it is entered, even where the calling model is bound
 * to what was deployed with it, so that a tenant can have one stage of its own.
 */
public final class ModelTenantProvider implements ParameterValueProvider {

	/** The parser hands out the behavior, which keeps what it calls to itself. */
	private static final VarHandle CALLED = PrivateField.of(DmnBusinessRuleTaskActivityBehavior.class,
			"callableElement", BaseCallableElement.class);

	private final BaseCallableElement called;

	private final Function<Wanted, @Nullable String> owners;

	private ModelTenantProvider(BaseCallableElement called, Function<Wanted, @Nullable String> owners) {
		this.called = called;
		this.owners = owners;
	}

	/** Has the element call whatever is in force for the bound tenant. */
	public static void decides(ActivityBehavior behavior, ModelsInForce inForce) {
		if (behavior instanceof DmnBusinessRuleTaskActivityBehavior) {
			decides((BaseCallableElement) CALLED.get(behavior), inForce::ownerOfDecision);
		}
		else if (behavior instanceof CallableElementActivityBehavior call) {
			if (call.getCallableElement().isDeploymentBinding()) {
				call.getCallableElement().setBinding(CallableElementBinding.LATEST);
			}
			decides(call.getCallableElement(), inForce::ownerOfProcess);
		}
	}

	private static void decides(BaseCallableElement called, Function<Wanted, @Nullable String> owners) {
		called.setTenantIdProvider(new ModelTenantProvider(called, owners));
	}

	@Override
	public @Nullable Object getValue(VariableScope scope) {
		if (this.called.isDeploymentBinding()) {
			// a table that was deployed with the calling model is its owner's anyway
			return null;
		}
		return this.owners.apply(new Wanted(this.called.getDefinitionKey(scope),
				this.called.isVersionBinding() ? this.called.getVersion(scope) : null,
				this.called.isVersionTagBinding() ? this.called.getVersionTag(scope) : null));
	}

	@Override
	public boolean isDynamic() {
		return true;
	}

}
