package io.nagare.workflow.internal;

import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.camunda.bpm.engine.EntityTypes;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.impl.oplog.UserOperationLogContext;
import org.camunda.bpm.engine.impl.oplog.UserOperationLogContextEntry;
import org.camunda.bpm.engine.impl.persistence.entity.PropertyChange;
import org.camunda.bpm.engine.impl.persistence.entity.UserOperationLogManager;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;

import io.nagare.shared.AuditableEvent;
import io.nagare.shared.Tenancy;

/**
 * Takes the place of the engine's log of what its users do: at its own doors each becomes
 * a deed, in the transaction of the command that does it. Not what is on record by what
 * it changes, a completed task and a deployed model.
 */
final class UserOperationAuditor extends UserOperationLogManager {

	private static final String PROCESS = """
			SELECT p.tenant_id_ AS tenant, p.business_key_ AS ticket FROM act_hi_procinst p WHERE p.proc_inst_id_ = ?
			""";

	private static final String DEPLOYMENT = """
			SELECT b.name_ FROM act_ge_bytearray b WHERE b.deployment_id_ = ? ORDER BY b.name_
			""";

	private final JdbcTemplate jdbc;

	private final ApplicationEventPublisher events;

	private UserOperationAuditor(JdbcTemplate jdbc, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.events = events;
	}

	/** The engine's manager of its log that does so. */
	static EngineSessionFactory<?> manager(JdbcTemplate jdbc, ApplicationEventPublisher events) {
		return new EngineSessionFactory<>(UserOperationLogManager.class, () -> new UserOperationAuditor(jdbc, events));
	}

	@Override
	public boolean isUserOperationLogEnabled() {
		return isUserOperationLogEnabledOnCommandContext() && isUserAuthenticated();
	}

	@Override
	protected void fireUserOperationLog(UserOperationLogContext context) {
		context.getEntries().stream().filter((entry) -> !tellsItself(entry)).forEach(this::record);
	}

	private static boolean tellsItself(UserOperationLogContextEntry entry) {
		return switch (entry.getEntityType()) {
			case EntityTypes.TASK -> entry.getOperationType().equals(UserOperationLogEntry.OPERATION_TYPE_COMPLETE);
			case EntityTypes.DEPLOYMENT -> entry.getOperationType().equals(UserOperationLogEntry.OPERATION_TYPE_CREATE);
			default -> false;
		};
	}

	private void record(UserOperationLogContextEntry entry) {
		Map<String, Object> before = new LinkedHashMap<>();
		Map<String, Object> facts = new LinkedHashMap<>();
		for (PropertyChange change : changes(entry)) {
			put(before, change.getPropertyName(), change.getOrgValue());
			put(facts, change.getPropertyName(), change.getNewValue());
		}
		put(facts, "processDefinitionKey", entry.getProcessDefinitionKey());
		put(facts, "annotation", entry.getAnnotation());
		@Nullable String tenant = entry.getTenantId();
		if (entry.getProcessInstanceId() != null) {
			for (Map<String, Object> process : this.jdbc.queryForList(PROCESS, entry.getProcessInstanceId())) {
				tenant = (String) process.get("tenant");
				put(facts, "ticket", process.get("ticket"));
			}
		}
		if (entry.getEntityType().equals(EntityTypes.DEPLOYMENT)) {
			put(before, "files", this.jdbc.queryForList(DEPLOYMENT, String.class, entry.getDeploymentId()));
		}
		this.events.publishEvent(new Done("engine." + word(entry.getOperationType()), word(entry.getEntityType()),
				id(entry), before, facts, owner(tenant)));
	}

	/** Neither value of most is ever null; of some there is no list. */
	private static List<PropertyChange> changes(UserOperationLogContextEntry entry) {
		return (entry.getPropertyChanges() != null) ? entry.getPropertyChanges() : List.of();
	}

	private static void put(Map<String, Object> values, @Nullable String name, @Nullable Object value) {
		if (name != null && value != null) {
			values.put(name, (value instanceof Date date) ? date.toInstant().toString() : value);
		}
	}

	/** What has no key of its own is named among its properties. */
	private static @Nullable String id(UserOperationLogContextEntry entry) {
		return switch (entry.getEntityType()) {
			case EntityTypes.TASK -> entry.getTaskId();
			case EntityTypes.JOB -> entry.getJobId();
			case EntityTypes.JOB_DEFINITION -> entry.getJobDefinitionId();
			case EntityTypes.BATCH -> entry.getBatchId();
			case EntityTypes.DEPLOYMENT -> entry.getDeploymentId();
			case EntityTypes.PROCESS_INSTANCE -> entry.getProcessInstanceId();
			case EntityTypes.PROCESS_DEFINITION -> entry.getProcessDefinitionId();
			default -> changes(entry).stream()
				.filter((change) -> (Character.toLowerCase(entry.getEntityType().charAt(0))
						+ entry.getEntityType().substring(1) + "Id")
					.equals(change.getPropertyName()))
				.map(PropertyChange::getNewValueString)
				.findFirst()
				.orElse(null);
		};
	}

	/** Whoever has a tenant reaches nothing of another. */
	private @Nullable UUID owner(@Nullable String slug) {
		return (slug == null || !Tenancy.isPlatform()) ? null
				: this.jdbc.queryForList("SELECT id FROM tenants_view WHERE slug = ?", UUID.class, slug)
					.stream()
					.findFirst()
					.orElse(null);
	}

	/** {@code SetJobRetries} becomes {@code set_job_retries}. */
	private static String word(String name) {
		return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
	}

	private record Done(String action, String entityType, @Nullable String entityId, Map<String, Object> before,
			Map<String, Object> facts, @Nullable UUID owner) implements AuditableEvent {
	}

}
