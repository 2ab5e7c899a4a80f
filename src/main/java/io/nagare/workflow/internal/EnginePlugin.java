package io.nagare.workflow.internal;

import java.util.ArrayList;
import java.util.List;

import org.camunda.bpm.engine.impl.calendar.MapBusinessCalendarManager;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProvider;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderCaseInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderHistoricDecisionInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderProcessInstanceContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

import io.nagare.cluster.NodeRegistry;
import io.nagare.directory.Directory;
import io.nagare.directory.Roles;
import io.nagare.directory.Tenants;
import io.nagare.shared.RefusalWords;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.workflow.Groups;
import io.nagare.workflow.internal.check.TimerBounds;
import io.nagare.workflow.internal.door.FailureTranslator;
import io.nagare.workflow.internal.door.FilterCounts;
import io.nagare.workflow.internal.identity.DirectoryIdentityProvider;
import io.nagare.workflow.internal.identity.EngineTenantManager;
import io.nagare.workflow.internal.identity.TaskAuthorizationProvider;
import io.nagare.workflow.internal.limit.ModelBudget;
import io.nagare.workflow.internal.limit.FaultLocator;
import io.nagare.workflow.internal.limit.ModelFaults;
import io.nagare.workflow.internal.listener.TicketSignals;

/** Sets up who the engine believes to be there, and what stands around its commands. */
@Component
class EnginePlugin extends AbstractProcessEnginePlugin {

	/** Usernames, {@code team.<uuid>}, {@code role.<role>}. */
	private static final String IDS = "[a-zA-Z0-9_.@-]+";

	/** Asked late: it uses the engine itself. */
	private final ObjectProvider<Directory> directory;

	private final JdbcTemplate jdbc;

	private final Tenants tenants;

	private final RefusalWords words;

	private final ModelFaults faults;

	private final ApplicationEventPublisher events;

	private final NodeRegistry nodes;

	EnginePlugin(ObjectProvider<Directory> directory, JdbcTemplate jdbc, Tenants tenants, RefusalWords words,
			ModelFaults faults, ApplicationEventPublisher events, NodeRegistry nodes) {
		this.directory = directory;
		this.jdbc = jdbc;
		this.tenants = tenants;
		this.words = words;
		this.faults = faults;
		this.events = events;
		this.nodes = nodes;
	}

	@Override
	public void preInit(ProcessEngineConfigurationImpl engine) {
		engine.setTenantIdProvider(new BoundTenant());
		engine.setIdentityProviderSessionFactory(
				DirectoryIdentityProvider.session(this.directory::getObject, this.tenants));
		engine.setGeneralResourceWhitelistPattern(IDS);
		engine.setAdminGroups(new ArrayList<>(List.of(Groups.role(Roles.PLATFORM))));
		engine.setResourceAuthorizationProvider(new TaskAuthorizationProvider());
		engine.setFilterService(new FilterCounts());
		engine.setCustomSessionFactories(new ArrayList<>(
				List.of(TaskAuthorizationProvider.manager(), FilterCounts.manager(), EngineTenantManager.manager(),
						UserOperationAuditor.manager(this.jdbc, this.events), DeploymentLock.manager(),
						TicketSignals.manager(), new EngineSessionFactory<>(MatchedRules.class, MatchedRules::new),
						new EngineSessionFactory<>(ModelBudget.class, ModelBudget::new))));
		engine.setCustomPreCommandInterceptorsTxRequired(interceptors());
		engine.setCustomPreCommandInterceptorsTxRequiresNew(interceptors());
		engine.setCustomPostCommandInterceptorsTxRequired(new ArrayList<>(List.of(new FaultLocator())));
		engine.setCustomPostCommandInterceptorsTxRequiresNew(new ArrayList<>(List.of(new FaultLocator())));
	}

	@Override
	public void postInit(ProcessEngineConfigurationImpl engine) {
		if (engine.getJobExecutor() != null) {
			// so that what it has taken is known for its own when it is gone
			engine.getJobExecutor().setLockOwner(this.nodes.id().toString());
		}
		((MapBusinessCalendarManager) engine.getBusinessCalendarManager()).addBusinessCalendar(TimerBounds.Cycles.NAME,
				new TimerBounds.Cycles());
		FilterCounts.learn(engine.getSqlSessionFactory().getConfiguration());
		// MyBatis needs them while it starts only, but keeps the documents of all mappers
		// with them
		engine.getSqlSessionFactory().getConfiguration().getSqlFragments().clear();
	}

	private List<CommandInterceptor> interceptors() {
		return new ArrayList<>(List.of(new FailureTranslator(this.words, this.faults),
				new JobTenant(this.jdbc, this.tenants, this.faults, this.nodes)));
	}

	/** A new process belongs to the bound tenant, on whatever model it runs. */
	private static final class BoundTenant implements TenantIdProvider {

		@Override
		public @Nullable String provideTenantIdForProcessInstance(TenantIdProviderProcessInstanceContext context) {
			return bound();
		}

		@Override
		public @Nullable String provideTenantIdForCaseInstance(TenantIdProviderCaseInstanceContext context) {
			return bound();
		}

		@Override
		public @Nullable String provideTenantIdForHistoricDecisionInstance(
				TenantIdProviderHistoricDecisionInstanceContext context) {
			return bound();
		}

		private static @Nullable String bound() {
			return Tenancy.current().map(TenantId::slug).orElse(null);
		}

	}

}
