package io.nagare.task;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.shared.Refusal;
import io.nagare.ticket.NewTicket;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.query.TicketReads;

/**
 * What is special about tasks where all tickets are served alike: each is a part of
 * another ticket.
 */
@Component
public class TaskType implements TicketType<TicketTask, TaskFields> {

	private final TaskParents parents;

	TaskType(TaskParents parents) {
		this.parents = parents;
	}

	@Override
	public String kind() {
		return TicketTask.KIND;
	}

	@Override
	public String path() {
		return "tasks";
	}

	@Override
	public String numberPrefix() {
		return "TSK";
	}

	@Override
	public String numberSequence() {
		return "task_number_seq";
	}

	/** Tasks are ranked as incidents are. */
	@Override
	public String priorityTable() {
		return "incident-priority";
	}

	@Override
	public Class<TicketTask> entity() {
		return TicketTask.class;
	}

	@Override
	public Class<TaskFields> fields() {
		return TaskFields.class;
	}

	@Override
	public Set<String> required() {
		return Set.of("title", "parent_id");
	}

	@Override
	public Class<TaskView> view() {
		return TaskView.class;
	}

	@Override
	public TicketReads.Selection<TaskView> selection(Caller caller) {
		return new Selection();
	}

	@Override
	public TaskFields completed(TaskFields fields) {
		return this.parents.completed(this, fields);
	}

	@Override
	public void check(@Nullable TicketTask task, TaskFields fields, Caller caller, List<Refusal.Detail> wrong) {
		caller.demand(TicketTask.KIND + ":work");
		if (task != null) {
			if (fields.parentId().isPresent() && !task.parent().equals(fields.parentId().get())) {
				wrong.add(Refusal.Detail.of("parent_id", "never_changes"));
			}
		}
		else if (!fields.parentId().isPresent()) {
			wrong.add(Refusal.Detail.of("parent_id", "required"));
		}
		else {
			this.parents.check(fields.parentId().get(), caller, wrong);
		}
	}

	/** Its process gives it to a team. */
	@Override
	public TicketTask open(NewTicket ticket, TaskFields fields) {
		return new TicketTask(ticket, fields.parentId().get());
	}

	@Override
	public Map<String, Function<TicketTask, Set<UUID>>> actors() {
		return Map.of("parent_assignee", (task) -> this.parents.assignee(task.parent()).map(Set::of).orElse(Set.of()));
	}

	/** No clock of a task looks at who gave it. */
	@Override
	public boolean isAgreedWithReporter() {
		return false;
	}

	@Override
	public List<String> formFields() {
		return List.of("outcome", "findings", "reason");
	}

	@Override
	public Set<String> messages() {
		return Set.of("parentTicketEnded");
	}

	private static final class Selection implements TicketReads.Selection<TaskView> {

		@Override
		public String kind() {
			return TicketTask.KIND;
		}

		@Override
		public String columns() {
			return "k.parent_id, p.number AS parent_number, p.kind AS parent_kind";
		}

		@Override
		public String join() {
			return "JOIN ticket_tasks k ON k.id = t.id LEFT JOIN tickets_view p ON p.id = k.parent_id";
		}

		@Override
		public TaskView map(ResultSet row) throws SQLException {
			return new TaskView(summary(row), row.getString("number"), row.getObject("parent_id", UUID.class),
					row.getString("parent_number"), row.getString("parent_kind"));
		}

	}

}
