package io.nagare.workflow.internal;

import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.camunda.bpm.engine.impl.cmd.AddCommentCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;

import io.nagare.shared.Refusal;
import io.nagare.workflow.TicketDesk;

/**
 * Makes what somebody says of a task, such as by Tasklist's button, an internal note of
 * the ticket, in the same transaction: where agents look for it, and on record. Tasklist
 * goes on showing the engine's own copy.
 */
final class CommentNotes extends CommandInterceptor {

	/** The ticket of a task, of one that has ended too. */
	private static final String TICKET = """
			SELECT p.business_key_ AS ticket, p.proc_inst_id_ AS process
			  FROM act_hi_taskinst t JOIN act_hi_procinst p ON p.proc_inst_id_ = t.proc_inst_id_ WHERE t.id_ = ?
			""";

	/** The command tells neither. */
	private static final VarHandle TASK = PrivateField.of(AddCommentCmd.class, "taskId", String.class);

	private static final VarHandle PROCESS = PrivateField.of(AddCommentCmd.class, "processInstanceId", String.class);

	private static final VarHandle MESSAGE = PrivateField.of(AddCommentCmd.class, "message", String.class);

	private final JdbcTemplate jdbc;

	private final ObjectProvider<TicketDesk> desk;

	CommentNotes(JdbcTemplate jdbc, ObjectProvider<TicketDesk> desk) {
		this.jdbc = jdbc;
		this.desk = desk;
	}

	@Override
	public <T> T execute(Command<T> command) {
		if (command instanceof AddCommentCmd comment) {
			note((String) TASK.get(comment), (String) PROCESS.get(comment), (String) MESSAGE.get(comment));
		}
		return this.next.execute(command);
	}

	private void note(@Nullable String task, @Nullable String process, @Nullable String message) {
		if (message == null || message.isBlank()) {
			throw Refusal.invalid("message", "required");
		}
		List<Map<String, Object>> tickets = this.jdbc.queryForList(TICKET, task);
		if (tickets.isEmpty() || !(tickets.get(0).get("ticket") instanceof String ticket)) {
			throw Refusal.notFound();
		}
		if (process != null && !process.equals(tickets.get(0).get("process"))) {
			throw Refusal.invalid("processInstanceId", "unknown_field");
		}
		this.desk.getObject().comment(UUID.fromString(ticket), message);
	}

}
