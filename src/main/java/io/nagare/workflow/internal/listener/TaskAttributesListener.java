package io.nagare.workflow.internal.listener;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

import io.nagare.shared.Tenancy;
import io.nagare.workflow.DecisionWaits;
import io.nagare.workflow.TaskAssigned;
import io.nagare.workflow.TicketEngineService;
import io.nagare.workflow.WorkItem;
import io.nagare.workflow.internal.EngineTables;
import io.nagare.workflow.internal.door.TaskNames;
import io.nagare.workflow.internal.model.ProcessModel;
import io.nagare.workflow.internal.model.ProcessModels;

/**
 * Dresses a task with what its ticket says, number and title, due time, priority, team
 * and assignee, and tells the ticket when somebody takes the task. What the model itself
 * says of due time and people is kept.
 */
@Component
public class TaskAttributesListener implements TaskListener {

	private static final int MAX_NAME = 255;

	private final ProcessModels models;

	private final TicketEngineService tickets;

	private final ApplicationEventPublisher events;

	TaskAttributesListener(ProcessModels models, TicketEngineService tickets, ApplicationEventPublisher events) {
		this.models = models;
		this.tickets = tickets;
		this.events = events;
	}

	@Override
	public void notify(DelegateTask task) {
		UUID ticketId = ticket(task);
		ProcessModel.Element element = element(task);
		if (task.getEventName().equals(EVENTNAME_CREATE)) {
			WorkItem item = this.tickets.workItem(ticketId);
			dress(task, element, item);
			TaskRefresh.of(ticketId).shows(item);
			tellOfDecision(task, Set.of());
		}
		else if (element.givesAssignee() && element.phase() != null) {
			this.events.publishEvent(new TaskAssigned(ticketId, task.getAssignee(), element.phase()));
		}
	}

	/**
	 * Offers an open task to those whom its version names, whoever had it, and lets it be
	 * due as that says. Used inside a command of the engine.
	 */
	public void offerAnew(TaskEntity task) {
		offer(task);
		tellOfDecision(task, Set.of());
	}

	/**
	 * Offers an open task that its version offers to people by name to those whom it
	 * names now, and tells those to whom it is new. Who has it keeps it while it is
	 * offered to him. Used inside a command of the engine.
	 */
	public void offerToPresent(Task open) {
		TaskEntity task = (TaskEntity) open;
		if (task.isSuspended() || task.getTaskDefinition().getCandidateUserIdExpressions().isEmpty()
				|| task.getTaskDefinition().getAssigneeExpression() != null) {
			return;
		}
		Set<String> before = candidates(task, (link) -> link.getUserId() + "/" + link.getGroupId())
			.collect(Collectors.toSet());
		String assignee = task.getAssignee();
		offer(task);
		if (candidates(task, IdentityLink::getUserId).anyMatch((user) -> user.equals(assignee))
				|| candidates(task, IdentityLink::getGroupId).findAny().isPresent()) {
			task.setAssignee(assignee);
		}
		tellOfDecision(task, before);
	}

	private void offer(TaskEntity task) {
		ExecutionEntity execution = task.getExecution();
		List.copyOf(task.getCandidates())
			.forEach((link) -> task.deleteIdentityLink(link.getUserId(), link.getGroupId(), link.getType()));
		task.setAssignee(null);
		task.setDueDate(null);
		((UserTaskActivityBehavior) execution.getActivity().getActivityBehavior()).getTaskDecorator()
			.decorate(task, execution);
		dress(task, element(task), this.tickets.workItem(ticket(task)));
	}

	private ProcessModel.Element element(DelegateTask task) {
		return this.models.of(task.getProcessDefinitionId()).element(task.getTaskDefinitionKey());
	}

	private static UUID ticket(DelegateTask task) {
		return UUID.fromString(task.getExecution().getProcessBusinessKey());
	}

	private static void dress(DelegateTask task, ProcessModel.Element element, WorkItem item) {
		task.setName(name(element, item));
		task.setPriority(item.priority());
		if (task.getDueDate() == null && item.due() != null) {
			task.setDueDate(Date.from(item.due()));
		}
		if (!element.namesPeople()) {
			task.addCandidateGroup(item.candidateGroup());
			if (element.givesAssignee() && item.assignee() != null) {
				task.setAssignee(item.assignee());
			}
		}
	}

	/** Those who were told already are told nothing. */
	private void tellOfDecision(DelegateTask task, Set<String> told) {
		ProcessModel.Element element = element(task);
		if (element.namesPeople()) {
			List<String> groups = candidates(task, IdentityLink::getGroupId)
				.filter((group) -> !told.contains("null/" + group))
				.toList();
			// whoever it is given to is told by what gives it to him, such as a vote
			List<String> people = (task.getAssignee() != null) ? List.of()
					: candidates(task, IdentityLink::getUserId).filter((user) -> !told.contains(user + "/null"))
						.toList();
			if (!groups.isEmpty() || !people.isEmpty()) {
				this.events.publishEvent(new DecisionWaits(Tenancy.require(), ticket(task), groups, people,
						element.excluded(), element.label()));
			}
		}
	}

	private static Stream<String> candidates(DelegateTask task, Function<IdentityLink, String> named) {
		return task.getCandidates().stream().map(named).filter(Objects::nonNull).distinct();
	}

	/**
	 * The model's words for the step stand last, so that a list shows the ticket first.
	 */
	private static String name(ProcessModel.Element element, WorkItem item) {
		String step = TaskNames.BEFORE_STEP
				+ ((element.label() != null) ? TaskNames.ofStep(element.label()) : element.id());
		int room = MAX_NAME - step.length();
		String caption = item.caption();
		return (caption.length() <= room) ? caption + step : caption.substring(0, room - 1) + "…" + step;
	}

	/** Whether the open task shows something else than its ticket says. */
	public static boolean isStale(EngineTables.Wait task, ProcessModel.Element element, WorkItem item) {
		return !name(element, item).equals(task.name()) || task.priority() != item.priority()
				|| (!element.givesDue() && !isAt(task.due(), item.due()))
				|| (element.givesAssignee() && (!Objects.equals(task.assignee(), item.assignee())
						|| !task.candidates().equals(List.of(item.candidateGroup()))));
	}

	/** The engine keeps milliseconds. */
	private static boolean isAt(@Nullable Instant shown, @Nullable Instant due) {
		return (shown != null && due != null) ? shown.toEpochMilli() == due.toEpochMilli()
				: (shown == null && due == null);
	}

	/** Dresses an open task anew, after its ticket changed. */
	public static void refresh(Task task, ProcessModel.Element element, WorkItem item, TaskService service) {
		task.setName(name(element, item));
		task.setPriority(item.priority());
		if (!element.givesDue()) {
			task.setDueDate((item.due() != null) ? Date.from(item.due()) : null);
		}
		if (element.givesAssignee()) {
			task.setAssignee(item.assignee());
			offerTo(item.candidateGroup(), task, service);
		}
		service.saveTask(task);
	}

	private static void offerTo(String group, Task task, TaskService service) {
		List<String> offered = service.getIdentityLinksForTask(task.getId())
			.stream()
			.filter((link) -> IdentityLinkType.CANDIDATE.equals(link.getType()) && link.getGroupId() != null)
			.map(IdentityLink::getGroupId)
			.toList();
		offered.stream()
			.filter((other) -> !other.equals(group))
			.forEach((other) -> service.deleteCandidateGroup(task.getId(), other));
		if (!offered.contains(group)) {
			service.addCandidateGroup(task.getId(), group);
		}
	}

}
