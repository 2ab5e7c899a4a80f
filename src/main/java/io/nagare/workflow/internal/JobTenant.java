package io.nagare.workflow.internal;

import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.function.Supplier;

import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

import io.nagare.directory.Tenants;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

/**
 * Binds the tenant of a job before its transaction begins, where row-level security reads
 * it. Jobs of nobody in particular, such as the history clean-up, run for the platform. A
 * job has no caller, not even who has it run by hand: it does what its model says.
 */
final class JobTenant extends CommandInterceptor {

	/**
	 * The command does not tell what it is about, and the executor offers no other place
	 * to stand.
	 */
	private static final VarHandle JOB_ID = PrivateField.of(ExecuteJobsCmd.class, "jobId", String.class);

	private static final String OF_JOB = "SELECT tenant_id_ FROM act_ru_job WHERE id_ = ?";

	private final JdbcTemplate jdbc;

	private final Tenants tenants;

	JobTenant(JdbcTemplate jdbc, Tenants tenants) {
		this.jdbc = jdbc;
		this.tenants = tenants;
	}

	@Override
	public <T> T execute(Command<T> command) {
		if (command instanceof ExecuteJobsCmd job) {
			return withoutCaller(() -> execute(command, (String) JOB_ID.get(job)));
		}
		return this.next.execute(command);
	}

	private static <T> T withoutCaller(Supplier<T> work) {
		SecurityContext before = SecurityContextHolder.getContext();
		SecurityContextHolder.clearContext();
		try {
			return work.get();
		}
		finally {
			SecurityContextHolder.setContext(before);
		}
	}

	private <T> T execute(Command<T> command, String jobId) {
		List<String> slugs = this.jdbc.queryForList(OF_JOB, String.class, jobId);
		if (slugs.isEmpty() || slugs.get(0) == null) {
			return Tenancy.asPlatform(() -> this.next.execute(command));
		}
		TenantId tenant = this.tenants.bySlug(slugs.get(0)).orElseThrow();
		return Tenancy.as(tenant, () -> this.next.execute(command));
	}

}
