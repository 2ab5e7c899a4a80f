package io.nagare.workflow.internal.model;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricTaskInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.producer.CacheAwareHistoryEventProducer;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.BpmnModelInstanceCache;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.CacheFactory;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.DefaultCacheFactory;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.DeploymentCache;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.DmnModelInstanceCache;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.commons.utils.cache.Cache;
import org.jspecify.annotations.Nullable;

import io.nagare.workflow.internal.EngineContext;

/**
 * The engine's models, of which the engine asks the database anew in each command. A
 * deployed version never changes, but for being suspended, so an answer serves two
 * seconds, like that of {@link ModelsInForce}.
 */
public final class ModelCache extends DeploymentCache {

	/**
	 * How many files of a kind are kept parsed, the latest used: the shipped ones and as
	 * many variants of owners again. A process takes up to a fifth of a megabyte, and
	 * some 30 ms to be read again. The engine's own default is a thousand.
	 */
	static final int CAPACITY = 48;

	/** How many documents are kept beside them, which are read once for each version. */
	private static final int DOCUMENTS = 4;

	private final ModelMemory<Object, Object> known = new ModelMemory<>();

	private final Runnable removed;

	/**
	 * @param removed is told when a model is taken away
	 */
	public ModelCache(ProcessEngineConfigurationImpl engine, Runnable removed) {
		super(new CacheFactory() {

			@Override
			public <T> Cache<String, T> createCache(int files) {
				return new ModelFileCache<>(files);
			}

		}, CAPACITY);
		this.removed = removed;
		this.bpmnModelInstanceCache = new BpmnModelInstanceCache(new DefaultCacheFactory(), DOCUMENTS,
				this.processDefinitionEntityCache);
		this.dmnModelInstanceCache = new DmnModelInstanceCache(new DefaultCacheFactory(), DOCUMENTS,
				this.decisionDefinitionCache);
		setDeployers(engine.getDeployers());
	}

	@Override
	public ProcessDefinitionEntity findDeployedProcessDefinitionById(String id) {
		return known(List.of("process", id), () -> super.findDeployedProcessDefinitionById(id));
	}

	@Override
	public DecisionDefinitionEntity findDeployedDecisionDefinitionById(String id) {
		return known(List.of("decision", id), () -> super.findDeployedDecisionDefinitionById(id));
	}

	@Override
	public ProcessDefinitionEntity findDeployedLatestProcessDefinitionByKeyAndTenantId(String key,
			@Nullable String tenantId) {
		return known(new Latest("process", key, tenantId),
				() -> super.findDeployedLatestProcessDefinitionByKeyAndTenantId(key, tenantId));
	}

	@Override
	public DecisionDefinition findDeployedLatestDecisionDefinitionByKeyAndTenantId(String key,
			@Nullable String tenantId) {
		return known(new Latest("decision", key, tenantId),
				() -> super.findDeployedLatestDecisionDefinitionByKeyAndTenantId(key, tenantId));
	}

	@Override
	public void deploy(DeploymentEntity deployment) {
		super.deploy(deployment);
		if (deployment.isNew()) {
			this.known.forget();
		}
	}

	@Override
	public void removeDeployment(String deploymentId) {
		super.removeDeployment(deploymentId);
		this.known.forget();
	}

	@Override
	public void removeProcessDefinition(String id) {
		super.removeProcessDefinition(id);
		this.known.forget();
		this.removed.run();
	}

	@Override
	public void removeDecisionDefinition(String id) {
		super.removeDecisionDefinition(id);
		this.known.forget();
		this.removed.run();
	}

	@SuppressWarnings("unchecked") // each question has answers of one type
	private <T> T known(Object question, Supplier<T> lookUp) {
		return (T) Objects.requireNonNull(this.known.answer(question, lookUp::get));
	}

	/**
	 * Names the model in each row of the history, for which the engine reads it again. A
	 * task keeps the name of its step alone: what is history cannot become confidential
	 * later, as the title of its ticket can.
	 */
	public static final class History extends CacheAwareHistoryEventProducer {

		private final Consumer<DelegateExecution> migrated;

		/**
		 * @param migrated hears of each process that goes on by another model
		 */
		public History(Consumer<DelegateExecution> migrated) {
			this.migrated = migrated;
		}

		@Override
		public HistoryEvent createProcessInstanceMigrateEvt(DelegateExecution process) {
			this.migrated.accept(process);
			return super.createProcessInstanceMigrateEvt(process);
		}

		@Override
		protected ProcessDefinitionEntity getProcessDefinitionEntity(String id) {
			ProcessDefinitionEntity known = EngineContext.engine()
				.getDeploymentCache()
				.findProcessDefinitionFromCache(id);
			return (known != null) ? known : super.getProcessDefinitionEntity(id);
		}

		@Override
		protected void initTaskInstanceEvent(HistoricTaskInstanceEventEntity row, TaskEntity task,
				HistoryEventType type) {
			super.initTaskInstanceEvent(row, task, type);
			// read anew where it was forgotten: what the database holds of it has no
			// elements
			ProcessDefinitionEntity model = EngineContext.engine()
				.getDeploymentCache()
				.findDeployedProcessDefinitionById(task.getProcessDefinitionId());
			row.setName(model.findActivity(task.getTaskDefinitionKey()).getName());
		}

	}

	private record Latest(String kind, String key, @Nullable String owner) {
	}

}
