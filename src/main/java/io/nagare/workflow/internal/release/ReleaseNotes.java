package io.nagare.workflow.internal.release;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.workflow.ModelDeployed;
import io.nagare.workflow.VariantLeft;

/** Notes who deployed, through whatever door, and why. */
@Component
class ReleaseNotes {

	private static final String WHO = """
			INSERT INTO model_releases (deployment_id, tenant_id, deployed_by) VALUES (:deployment, :tenant, :by)
			""";

	private static final String WHY = """
			INSERT INTO model_releases (deployment_id, tenant_id, comment, undoes)
			VALUES (:deployment, :tenant, :comment, :undoes)
			ON CONFLICT (deployment_id) DO UPDATE SET comment = excluded.comment, undoes = excluded.undoes
			""";

	private final NamedParameterJdbcTemplate jdbc;

	private final CurrentCaller callers;

	private final ApplicationEventPublisher events;

	ReleaseNotes(NamedParameterJdbcTemplate jdbc, CurrentCaller callers, ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.callers = callers;
		this.events = events;
	}

	/** What the product deploys by itself is nobody's. */
	@EventListener
	void on(ModelDeployed deployed) {
		this.callers.find().map(Caller::username).ifPresent((by) -> {
			Map<String, @Nullable Object> row = row(deployed.deployment());
			row.put("by", by);
			this.jdbc.update(WHO, row);
		});
	}

	/** Has it on record that a variant was given up. */
	void tell(VariantLeft left) {
		this.events.publishEvent(left);
	}

	/**
	 * Notes why.
	 * @param undoes the deployment that is taken back; null for none
	 */
	void explain(String deployment, String comment, @Nullable String undoes) {
		Map<String, @Nullable Object> row = row(deployment);
		row.put("comment", comment);
		row.put("undoes", undoes);
		this.jdbc.update(WHY, row);
	}

	private static Map<String, @Nullable Object> row(String deployment) {
		Map<String, @Nullable Object> row = new HashMap<>();
		row.put("deployment", deployment);
		row.put("tenant", Tenancy.current().map(TenantId::id).orElse(null));
		return row;
	}

}
