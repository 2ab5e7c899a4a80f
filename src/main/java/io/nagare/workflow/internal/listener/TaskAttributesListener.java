package io.nagare.workflow.internal.listener;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
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
		UUID ticketId = UUID.fromString(task.getExecution().getProcessBusinessKey());
		ProcessModel.Element element = this.models.of(task.getProcessDefinitionId())
			.element(task.getTaskDefinitionKey());
		if (task.getEventName().equals(EVENTNAME_CREATE)) {
			WorkItem item = this.tickets.workItem(ticketId);
			dress(task, element, item);
			TaskRefresh.of(ticketId).shows(item);
			tellOfDecision(task, element, ticketId);
		}
		else if (element.givesAssignee() && element.phase() != null) {
			this.events.publishEvent(new TaskAssigned(ticketId, task.getAssignee(), element.phase()));
		}
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

	private void tellOfDecision(DelegateTask task, ProcessModel.Element element, UUID ticketId) {
		if (element.namesPeople()) {
			List<String> groups = candidates(task, IdentityLink::getGroupId).toList();
			// whoever it is given to is told by what gives it to him, such as a vote
			List<String> people = (task.getAssignee() != null) ? List.of()
					: candidates(task, IdentityLink::getUserId).toList();
			if (!groups.isEmpty() || !people.isEmpty()) {
				this.events
					.publishEvent(new DecisionWaits(Tenancy.require(), ticketId, groups, people, element.excluded()));
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
