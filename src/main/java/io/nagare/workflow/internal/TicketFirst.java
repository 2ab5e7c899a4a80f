package io.nagare.workflow.internal;

import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.variable.VariableMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;

import io.nagare.shared.Refusal;
import io.nagare.workflow.TicketDesk;

/**
 * Stands inside the transaction of whoever completes a task at the engine's own doors,
 * and takes the ticket before the engine reads anything: else it would go on from where
 * the process was before somebody faster. What the engine keeps for one of several
 * instances is not for callers to overwrite; {@link CarriedIn} sees only what is new.
 * Java does both by itself.
 */
final class TicketFirst extends CommandInterceptor {

	private static final String TICKET = """
			SELECT p.business_key_ FROM act_ru_task t JOIN act_ru_execution p ON p.id_ = t.proc_inst_id_ WHERE t.id_ = ?
			""";

	private static final String KEPT = """
			SELECT v.name_ FROM act_ru_task t JOIN act_ru_variable v ON v.proc_inst_id_ = t.proc_inst_id_
			 WHERE t.id_ = ? AND v.name_ = ANY (?)
			""";

	/** The commands do not tell which task they complete, nor with what. */
	private static final VarHandle COMPLETED = PrivateField.of(CompleteTaskCmd.class, "taskId", String.class);

	private static final VarHandle COMPLETED_WITH = PrivateField.of(CompleteTaskCmd.class, "variables", Map.class);

	private static final VarHandle SUBMITTED = PrivateField.of(SubmitTaskFormCmd.class, "taskId", String.class);

	private static final VarHandle SUBMITTED_WITH = PrivateField.of(SubmitTaskFormCmd.class, "properties",
			VariableMap.class);

	private final JdbcTemplate jdbc;

	private final ObjectProvider<TicketDesk> desk;

	TicketFirst(JdbcTemplate jdbc, ObjectProvider<TicketDesk> desk) {
		this.jdbc = jdbc;
		this.desk = desk;
	}

	@Override
	public <T> T execute(Command<T> command) {
		if (!OwnCalls.active()) {
			if (command instanceof CompleteTaskCmd complete) {
				take((String) COMPLETED.get(complete), (Map<?, ?>) COMPLETED_WITH.get(complete));
			}
			else if (command instanceof SubmitTaskFormCmd submit) {
				take((String) SUBMITTED.get(submit), (VariableMap) SUBMITTED_WITH.get(submit));
			}
		}
		return this.next.execute(command);
	}

	private void take(String task, @Nullable Map<?, ?> carried) {
		List<String> tickets = this.jdbc.queryForList(TICKET, String.class, task);
		if (!tickets.isEmpty() && tickets.get(0) != null) {
			this.desk.getObject().take(UUID.fromString(tickets.get(0)));
		}
		if (carried != null && !carried.isEmpty()) {
			String[] names = carried.keySet().stream().map(String::valueOf).toArray(String[]::new);
			List<String> kept = this.jdbc.queryForList(KEPT, String.class, task, names);
			if (!kept.isEmpty()) {
				throw Refusal.invalid(kept.get(0), "unknown_field");
			}
		}
	}

}
