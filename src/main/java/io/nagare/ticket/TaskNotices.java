package io.nagare.ticket;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.nagare.directory.Directory;
import io.nagare.directory.Team;
import io.nagare.notification.Notice;
import io.nagare.shared.Label;
import io.nagare.shared.Texts;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.notice.NoticeAudience;
import io.nagare.ticket.notice.TaskDeciders;
import io.nagare.ticket.notice.TicketNoticeService;
import io.nagare.workflow.DecisionWaits;
import io.nagare.workflow.Groups;

/**
 * Tells people of the tasks that models give to them. What is given to people or roles
 * asks for a decision; what is given to a team is the team's work, of which it is told
 * once, however much begins at one time.
 */
@Component
class TaskNotices {

	private final TicketRecords records;

	private final Directory directory;

	private final TicketAccess access;

	private final TaskDeciders deciders;

	private final TicketNoticeService events;

	TaskNotices(TicketRecords records, Directory directory, TicketAccess access, TaskDeciders deciders,
			TicketNoticeService events) {
		this.records = records;
		this.directory = directory;
		this.access = access;
		this.deciders = deciders;
		this.events = events;
	}

	/** Told before the commit, with all else that begins in the transaction. */
	@EventListener
	void on(DecisionWaits waits) {
		TransactionSynchronizationManager.getSynchronizations()
			.stream()
			.filter(Begun.class::isInstance)
			.map(Begun.class::cast)
			.findFirst()
			.orElseGet(() -> {
				Begun begun = new Begun();
				TransactionSynchronizationManager.registerSynchronization(begun);
				return begun;
			}).tasks.add(waits);
	}

	private void tell(List<DecisionWaits> tasks) {
		Map<UUID, List<DecisionWaits>> byTicket = tasks.stream()
			.collect(Collectors.groupingBy(DecisionWaits::ticketId, LinkedHashMap::new, Collectors.toList()));
		byTicket.forEach((id, begun) -> this.records.find(Ticket.class, id).ifPresent((ticket) -> {
			begun.forEach((one) -> askFor(one, ticket));
			handed(begun, ticket);
		}));
	}

	/** Administrators learn where there is nobody whom it could be asked of. */
	private void askFor(DecisionWaits waits, Ticket ticket) {
		if (waits.usernames().isEmpty() && waits.groups().stream().allMatch(Groups::isOfWorkers)) {
			return;
		}
		List<UUID> people = this.deciders.among(ticket, waits.usernames(), waits.groups(), waits.excluded());
		if (people.isEmpty()) {
			if (waits.groups().stream().noneMatch(Groups::isOfWorkers) && this.deciders.of(ticket).isEmpty()) {
				this.events.tell(ticket, "decision_unattended");
			}
		}
		else {
			this.events.tell(ticket, "decision", Notice.of("ticket.decision_waits", ticket.title()),
					Map.of(NoticeAudience.DECIDERS, people));
		}
	}

	private void handed(List<DecisionWaits> begun, Ticket ticket) {
		Map<UUID, List<DecisionWaits>> byTeam = new LinkedHashMap<>();
		begun.forEach((one) -> one.groups()
			.stream()
			.flatMap((group) -> Groups.teamOf(group).stream())
			.forEach((team) -> byTeam.computeIfAbsent(team, (key) -> new ArrayList<>()).add(one)));
		byTeam.forEach((id, tasks) -> this.directory.team(id)
			.ifPresent((team) -> this.events.tell(ticket, NoticeAudience.TEAM, notice(ticket, team, tasks),
					Map.of(NoticeAudience.TEAM, workers(ticket, team, tasks)))));
	}

	private Notice notice(Ticket ticket, Team team, List<DecisionWaits> tasks) {
		Notice notice = Notice.of("ticket.team", ticket.title(), team.name());
		List<Label> steps = tasks.stream().map(DecisionWaits::step).filter(Objects::nonNull).distinct().toList();
		return steps.isEmpty() ? notice : notice.saying(ticket.title(),
				Texts.label("ticket.team_steps", team.name(), Label.joined(steps, "、", ", ")));
	}

	/** Those of the team who may do one of them. */
	private Set<UUID> workers(Ticket ticket, Team team, List<DecisionWaits> tasks) {
		Set<UUID> workers = new LinkedHashSet<>();
		tasks.stream()
			.map(DecisionWaits::excluded)
			.distinct()
			.forEach((excluded) -> workers
				.addAll(this.access.readersAmong(this.directory.membersOf(team.id()), ticket, excluded)));
		return workers;
	}

	/** The tasks that one transaction begins. */
	private final class Begun implements TransactionSynchronization {

		private final List<DecisionWaits> tasks = new ArrayList<>();

		/** Before those are told whom nothing else told. */
		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

		/** The tasks are where readers of their tickets are looked for by now. */
		@Override
		public void beforeCommit(boolean readOnly) {
			tell(List.copyOf(this.tasks));
		}

	}

}
