package io.nagare.workflow.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Function;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.bpmn.behavior.CallableElementActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.DmnBusinessRuleTaskActivityBehavior;
import org.camunda.bpm.engine.impl.core.model.BaseCallableElement;
import org.camunda.bpm.engine.impl.core.variable.mapping.value.ParameterValueProvider;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityBehavior;
import org.jspecify.annotations.Nullable;

/**
 * Answers a model that calls the latest version of a table or process whose that is: the
 * tenant's own where it has one, else the shared one. The engine alone would look only
 * among the models of whoever owns the calling one.
 */
final class OwnerOfModel implements ParameterValueProvider {

	/** The parser hands out the behavior, which keeps what it calls to itself. */
	private static final VarHandle CALLED = called();

	private final BaseCallableElement called;

	private final Function<String, @Nullable String> owners;

	private OwnerOfModel(BaseCallableElement called, Function<String, @Nullable String> owners) {
		this.called = called;
		this.owners = owners;
	}

	/** Has the element call whatever is in force for the bound tenant. */
	static void decides(ActivityBehavior behavior, ModelsInForce inForce) {
		if (behavior instanceof DmnBusinessRuleTaskActivityBehavior) {
			decides((BaseCallableElement) CALLED.get(behavior), inForce::ownerOfDecision);
		}
		else if (behavior instanceof CallableElementActivityBehavior call) {
			decides(call.getCallableElement(), inForce::ownerOfProcess);
		}
	}

	private static void decides(BaseCallableElement called, Function<String, @Nullable String> owners) {
		if (called.isLatestBinding()) {
			called.setTenantIdProvider(new OwnerOfModel(called, owners));
		}
	}

	@Override
	public @Nullable Object getValue(VariableScope scope) {
		return this.owners.apply(this.called.getDefinitionKey(scope));
	}

	@Override
	public boolean isDynamic() {
		return true;
	}

	private static VarHandle called() {
		try {
			return MethodHandles.privateLookupIn(DmnBusinessRuleTaskActivityBehavior.class, MethodHandles.lookup())
				.findVarHandle(DmnBusinessRuleTaskActivityBehavior.class, "callableElement", BaseCallableElement.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

}
