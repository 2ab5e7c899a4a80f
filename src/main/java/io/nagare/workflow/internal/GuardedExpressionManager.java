package io.nagare.workflow.internal;

import java.lang.reflect.Method;
import java.util.UUID;

import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.BeanELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.MapELResolver;
import org.jspecify.annotations.Nullable;

import io.nagare.workflow.ProcessError;
import io.nagare.workflow.ProcessVerbs;
import io.nagare.workflow.internal.limit.ModelBudget;

/**
 * Expressions that cannot run code. They see the verbs, before any variable and only
 * while an execution runs, and the variables. There is no reflection, no other bean, no
 * engine service. So an expression that came in through a query reaches nothing at all.
 * Each verb is told which ticket it is about: the business key of the process that calls.
 */
final class GuardedExpressionManager extends JuelExpressionManager {

	private final Verbs verbs;

	GuardedExpressionManager(Verbs verbs) {
		this.verbs = verbs;
	}

	@Override
	protected ELResolver createElResolver() {
		CompositeELResolver resolvers = new CompositeELResolver();
		resolvers.add(new VerbResolver());
		resolvers.add(new VariableScopeElResolver());
		resolvers.add(new VariableContextElResolver());
		resolvers.add(new MapELResolver(true));
		resolvers.add(new GuardedBeanResolver());
		return resolvers;
	}

	private final class VerbResolver extends BeanELResolver {

		@Override
		public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
			if (base == null && GuardedExpressionManager.this.verbs.contains(property)
					&& context.getContext(VariableScope.class) instanceof DelegateExecution) {
				context.setPropertyResolved(true);
				return GuardedExpressionManager.this.verbs.bean(property.toString());
			}
			return null;
		}

		@Override
		public @Nullable Object invoke(ELContext context, Object base, Object method, Class<?>[] types,
				Object[] params) {
			return null;
		}

	}

	private static final class GuardedBeanResolver extends BeanELResolver {

		@Override
		public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
			if (base == null) {
				return null;
			}
			throw refused(property);
		}

		@Override
		public @Nullable Object invoke(ELContext context, Object base, Object method, Class<?>[] types,
				Object[] params) {
			if (!base.getClass().isAnnotationPresent(ProcessVerbs.class)) {
				throw refused(method);
			}
			Method verb = Verbs.find(base.getClass(), method.toString(), params.length)
				.orElseThrow(() -> refused(method));
			try {
				return super.invoke(context, base, verb.getName(), verb.getParameterTypes(),
						withTicket(context, params));
			}
			catch (ELException ex) {
				throw unwrapped(ex, verb, missing(verb, params));
			}
		}

		/**
		 * The model handles a business outcome; the caller of the engine gets anything
		 * else.
		 */
		private static RuntimeException unwrapped(ELException ex, Method verb, @Nullable String missing) {
			if (ex.getCause() instanceof ProcessError error) {
				if (!Verbs.errors(verb).contains(error.code())) {
					return new IllegalStateException(verb + " does not say that it may raise " + error.code(), error);
				}
				return new BpmnError(error.code(), error.getMessage());
			}
			if (missing != null && (ex.getCause() instanceof NullPointerException
					|| ex.getCause() instanceof IllegalArgumentException)) {
				return ModelBudget.exceeded("model_argument", missing);
			}
			return (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}

		/** What broke may have got nothing where it needs something. */
		private static @Nullable String missing(Method verb, Object[] params) {
			for (int i = 0; i < params.length; i++) {
				if (params[i] == null
						&& !verb.getAnnotatedParameterTypes()[i + 1].isAnnotationPresent(Nullable.class)) {
					return verb.getName() + "(" + (i + 1) + ")";
				}
			}
			return null;
		}

		private static Object[] withTicket(ELContext context, Object[] params) {
			DelegateExecution execution = (DelegateExecution) context.getContext(VariableScope.class);
			Object[] arguments = new Object[params.length + 1];
			arguments[0] = UUID.fromString(execution.getProcessBusinessKey());
			System.arraycopy(params, 0, arguments, 1, params.length);
			return arguments;
		}

		/** The model's fault, whoever did what led there. */
		private static RuntimeException refused(Object name) {
			return ModelBudget.exceeded("model_cannot_go_on",
					"'" + name + "' is not allowed in an expression: only verbs and variables are");
		}

	}

}
