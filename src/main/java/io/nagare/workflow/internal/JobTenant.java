package io.nagare.workflow.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;

import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.jdbc.core.JdbcTemplate;

import io.nagare.identity.Tenants;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

/**
 * Binds the tenant of a job before its transaction begins, where row-level security reads
 * it. Jobs of nobody in particular, such as the history clean-up, run for the platform.
 */
final class JobTenant extends CommandInterceptor {

	/**
	 * The command does not tell which job it runs, and the executor offers no other place
	 * to stand.
	 */
	private static final VarHandle JOB_ID = jobId();

	private final JdbcTemplate jdbc;

	private final Tenants tenants;

	JobTenant(JdbcTemplate jdbc, Tenants tenants) {
		this.jdbc = jdbc;
		this.tenants = tenants;
	}

	@Override
	public <T> T execute(Command<T> command) {
		if (!(command instanceof ExecuteJobsCmd job)) {
			return this.next.execute(command);
		}
		List<String> slugs = this.jdbc.queryForList("SELECT tenant_id_ FROM act_ru_job WHERE id_ = ?", String.class,
				(String) JOB_ID.get(job));
		if (slugs.isEmpty() || slugs.get(0) == null) {
			return Tenancy.asPlatform(() -> this.next.execute(command));
		}
		TenantId tenant = this.tenants.bySlug(slugs.get(0)).orElseThrow();
		return Tenancy.as(tenant, () -> this.next.execute(command));
	}

	private static VarHandle jobId() {
		try {
			return MethodHandles.privateLookupIn(ExecuteJobsCmd.class, MethodHandles.lookup())
				.findVarHandle(ExecuteJobsCmd.class, "jobId", String.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

}
