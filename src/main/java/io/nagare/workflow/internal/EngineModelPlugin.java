package io.nagare.workflow.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;

import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.scripting.engine.ScriptEngineResolver;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

import io.nagare.directory.Tenants;
import io.nagare.shared.RefusalWords;
import io.nagare.workflow.DeploymentTrial;
import io.nagare.workflow.ProcessMigrated;
import io.nagare.workflow.internal.check.DeploymentGuard;
import io.nagare.workflow.internal.door.FailureTranslator;
import io.nagare.workflow.internal.listener.ModelListener;
import io.nagare.workflow.internal.model.DeploymentTenant;
import io.nagare.workflow.internal.model.ModelCache;

/** Sets up how the engine reads and runs models: guarded, without scripts, cached. */
@Component
class EngineModelPlugin extends AbstractProcessEnginePlugin {

	private final Verbs verbs;

	private final ModelListener modelListener;

	private final DeploymentGuard guard;

	private final Tenants tenants;

	private final ApplicationEventPublisher events;

	private final ObjectProvider<DeploymentTrial> trials;

	private final RefusalWords words;

	EngineModelPlugin(Verbs verbs, ModelListener modelListener, DeploymentGuard guard, Tenants tenants,
			ApplicationEventPublisher events, ObjectProvider<DeploymentTrial> trials, RefusalWords words) {
		this.verbs = verbs;
		this.modelListener = modelListener;
		this.guard = guard;
		this.tenants = tenants;
		this.events = events;
		this.trials = trials;
		this.words = words;
	}

	@Override
	public void preInit(ProcessEngineConfigurationImpl engine) {
		engine.setBeans(Map.of());
		engine.setExpressionManager(new GuardedExpressionManager(this.verbs));
		engine.setScriptEngineResolver(new NoScripts());
		engine.setCustomPreBPMNParseListeners(new ArrayList<>(List.of(this.modelListener)));
		engine.setCustomPreDeployers(new ArrayList<>(List.of(this.guard)));
		DefaultDmnEngineConfiguration tables = new DefaultDmnEngineConfiguration();
		tables.setCustomPostDecisionTableEvaluationListeners(
				new ArrayList<>(List.<DmnDecisionTableEvaluationListener>of(MatchedRules::hear)));
		tables.setFeelEngineFactory(() -> new CachedFeelEngine(new ScalaFeelEngineFactory().createInstance()));
		engine.setDmnEngineConfiguration(tables);
		// a timer that repeats by business time is not as long each time
		engine.setReevaluateTimeCycleWhenDue(true);
		engine.setDeserializationTypeValidationEnabled(true);
		engine.setHistoryEventProducer(new ModelCache.History(this::migrated));
		engine.setRepositoryService(new DeploymentTenant(this.events, this.trials,
				(refusal) -> FailureTranslator.refused(refusal, this.words)));
	}

	@Override
	public void postInit(ProcessEngineConfigurationImpl engine) {
		engine.setDeploymentCache(new ModelCache(engine, this.guard::forget));
	}

	private void migrated(DelegateExecution process) {
		this.tenants.bySlug(process.getTenantId())
			.ifPresent((tenant) -> this.events
				.publishEvent(new ProcessMigrated(tenant, UUID.fromString(process.getProcessBusinessKey()))));
	}

	/** Scripts bypass the guarded expressions, so there is no engine for them. */
	private static final class NoScripts implements ScriptEngineResolver {

		@Override
		public void addScriptEngineFactory(ScriptEngineFactory factory) {
			throw new UnsupportedOperationException("Models run no scripts");
		}

		@Override
		public @Nullable ScriptEngineManager getScriptEngineManager() {
			return null;
		}

		@Override
		public @Nullable ScriptEngine getScriptEngine(String language, boolean resolveFromCache) {
			return null;
		}

	}

}
