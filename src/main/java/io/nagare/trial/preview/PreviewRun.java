package io.nagare.trial.preview;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.context.i18n.LocaleContextHolder;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.shared.Label;
import io.nagare.shared.Phase;
import io.nagare.shared.Refusal;
import io.nagare.sla.ClockView;
import io.nagare.ticket.action.TicketActions;
import io.nagare.ticket.query.TicketSummary;
import io.nagare.trial.CaseValues;
import io.nagare.trial.TrialActors;
import io.nagare.trial.TrialTickets;
import io.nagare.trial.preview.TicketPreview.Step;
import io.nagare.trial.preview.TicketPreview.Target;
import io.nagare.trial.preview.TicketPreview.Who;
import io.nagare.workflow.FormField;
import io.nagare.workflow.Groups;
import io.nagare.workflow.OpenAction;
import io.nagare.workflow.ProcessView;

/**
 * One ticket of a preview, from its report to the end of its model, or to where nobody
 * knows how it goes on: each task is answered with the first of its actions, each wait is
 * over at once. A step that is refused ends it, as it may be half done.
 */
final class PreviewRun {

	/** More steps nobody reads. */
	private static final int MOST_STEPS = 20;

	/** Steps begin within this time. */
	private static final Duration MOST = Duration.ofSeconds(10);

	private static final Set<String> TOLD_CLOCKS = Set.of("response", "resolution");

	private static final String ROLE = Groups.role("");

	private static final String REPORTER = "reporter";

	private final TrialTickets tickets;

	private final TrialActors actors;

	private final Directory directory;

	private final String kind;

	private final Caller reader;

	private final List<Step> steps = new ArrayList<>();

	/** Where the steps stand, by the process and the element in which they wait. */
	private final Map<List<String>, Integer> seen = new HashMap<>();

	private final Map<String, Target> targets = new LinkedHashMap<>();

	private int stage;

	PreviewRun(TrialTickets tickets, TrialActors actors, Directory directory, String kind, Caller reader) {
		this.tickets = tickets;
		this.actors = actors;
		this.directory = directory;
		this.kind = kind;
		this.reader = reader;
	}

	/**
	 * Reports it for the reader, and goes on from there.
	 * @throws Refusal as the report is refused
	 */
	TicketPreview of(Map<String, Object> fields) {
		UUID ticket = this.tickets.report(this.kind, fields, true);
		TicketSummary begun = this.tickets.summary(this.kind, ticket);
		TicketSummary.Named team = begun.team();
		agreed(ticket, true);
		boolean complete = goesToItsEnd(ticket);
		return new TicketPreview(begun.priority(), (team != null) ? team.name() : null,
				List.copyOf(this.targets.values()), List.copyOf(this.steps), complete);
	}

	/**
	 * Notes the service levels that were not there before.
	 * @param atOnce whether they are agreed as it is reported: of others nobody knows
	 * when their time begins
	 */
	private void agreed(UUID ticket, boolean atOnce) {
		for (ClockView clock : this.tickets.clocks(ticket)) {
			if (TOLD_CLOCKS.contains(clock.kind())) {
				this.targets.putIfAbsent(clock.kind(),
						new Target(clock.kind(), clock.targetSeconds(), atOnce ? clock.dueAt() : null));
			}
		}
	}

	private boolean goesToItsEnd(UUID ticket) {
		long since = System.nanoTime();
		for (int turn = 0; turn < MOST_STEPS && System.nanoTime() - since < MOST.toNanos(); turn++) {
			TicketSummary now = this.tickets.summary(this.kind, ticket);
			agreed(ticket, false);
			if (Phase.of(now.phase()).isFinal()) {
				return true;
			}
			List<ProcessView> processes = main(this.tickets.processes(ticket));
			Set<String> elements = processes.stream()
				.flatMap((process) -> process.tasks().stream())
				.map(ProcessView.Task::element)
				.collect(Collectors.toSet());
			List<OpenAction> open = this.tickets.open(ticket)
				.stream()
				.filter((action) -> action.handle().taskId() != null && elements.contains(action.handle().elementId()))
				.toList();
			note(now, processes, open);
			try {
				if (!(open.isEmpty() ? isAwaited(ticket, now, processes) : isAnswered(ticket, open.get(0)))) {
					return false;
				}
			}
			catch (RuntimeException ex) {
				if (Refusal.in(ex).isEmpty()) {
					throw ex;
				}
				return false;
			}
		}
		return false;
	}

	/** Its main process and what that calls, without what accompanies it. */
	private static List<ProcessView> main(List<ProcessView> processes) {
		List<ProcessView> main = new ArrayList<>();
		Set<String> ids = new HashSet<>();
		for (ProcessView process : processes) {
			if ((process.parentId() == null) ? main.isEmpty() : ids.contains(process.parentId())) {
				main.add(process);
				ids.add(process.id());
			}
		}
		return main;
	}

	/** Notes the tasks that were not there before; they wait at the same time. */
	private void note(TicketSummary now, List<ProcessView> processes, List<OpenAction> open) {
		boolean begins = false;
		for (ProcessView process : processes) {
			for (ProcessView.Task task : process.tasks()) {
				List<String> place = List.of(process.id(), task.element());
				if (this.seen.putIfAbsent(place, this.steps.size()) == null) {
					this.stage += begins ? 0 : 1;
					begins = true;
					List<OpenAction> offered = open.stream()
						.filter((action) -> action.handle().elementId().equals(task.element()))
						.toList();
					this.steps.add(new Step(this.stage, now.status(), now.phase(), task.name(),
							offered.stream().anyMatch(OpenAction::asksForOwnWord) ? "decision" : "work",
							who(task, offered), null, null));
				}
			}
		}
	}

	private List<Who> who(ProcessView.Task task, List<OpenAction> offered) {
		List<Who> who = new ArrayList<>();
		if (offered.stream().anyMatch((action) -> action.actors().contains(REPORTER))) {
			who.add(new Who(REPORTER, null));
		}
		if (task.assignee() != null) {
			person(task.assignee()).ifPresent(who::add);
			return who;
		}
		task.candidates().forEach((candidate) -> candidate(candidate).ifPresent(who::add));
		return who;
	}

	private Optional<Who> candidate(String candidate) {
		Optional<String> username = Groups.personOf(candidate);
		if (username.isPresent()) {
			return person(username.get());
		}
		if (candidate.startsWith(ROLE)) {
			return Optional.of(new Who("role", candidate.substring(ROLE.length())));
		}
		return candidate.equals(Groups.AGENTS) ? Optional.of(new Who(Groups.AGENTS, null))
				: Groups.teamOf(candidate).flatMap(this.directory::team).map((team) -> new Who("team", team.name()));
	}

	private Optional<Who> person(String username) {
		return this.directory.userByUsername(username)
			.map((user) -> new Who("person",
					new Label(user.fullName(), user.nameInEnglish()).in(LocaleContextHolder.getLocale())));
	}

	/** Lets the next moment come for which alone the ticket waits. */
	private boolean isAwaited(UUID ticket, TicketSummary now, List<ProcessView> processes) {
		for (ProcessView process : processes) {
			for (ProcessView.Timer timer : process.timers()) {
				if (process.waitsAt().contains(timer.element())) {
					this.stage++;
					this.steps.add(new Step(this.stage, now.status(), now.phase(), timer.name(), "wait", List.of(),
							timer.due(), null));
					return this.tickets.fire(ticket, timer.element());
				}
			}
		}
		return false;
	}

	private boolean isAnswered(UUID ticket, OpenAction action) {
		TicketActions.Wanted bare = new TicketActions.Wanted(action.name(), action.handle().elementId(), Map.of());
		Optional<Caller> by = this.actors.performer(ticket, bare, null, List.of(this.reader));
		if (by.isEmpty()) {
			return false;
		}
		TicketActions.Wanted wanted = new TicketActions.Wanted(bare.name(), bare.element(),
				answers(ticket, action, by.get()));
		CurrentCaller.during(by.get(), () -> {
			this.tickets.perform(this.kind, ticket, wanted);
			return ticket;
		});
		this.seen.forEach((where, at) -> {
			if (where.get(1).equals(action.handle().elementId()) && this.steps.get(at).assumed() == null) {
				this.steps.set(at, this.steps.get(at).assuming(action.label()));
			}
		});
		return true;
	}

	/** What the form demands; of choices that depend on the ticket, the first. */
	private Map<String, Object> answers(UUID ticket, OpenAction action, Caller by) {
		Map<String, Object> answers = CaseValues.of(CaseValues.anything(action, (field) -> null), Duration.ZERO, by);
		Set<String> open = action.fields()
			.stream()
			.filter((field) -> field.required() && field.isAsked(answers))
			.map(FormField::key)
			.collect(Collectors.toSet());
		this.tickets.view(ticket, action)
			.fields()
			.stream()
			.filter((field) -> open.contains(field.key()) && !field.options().isEmpty())
			.forEach((field) -> answers.putIfAbsent(field.key(), field.options().get(0).value()));
		return answers;
	}

}
