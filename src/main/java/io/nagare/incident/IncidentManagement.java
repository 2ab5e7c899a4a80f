package io.nagare.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.Cmdb;
import io.nagare.identity.Caller;
import io.nagare.identity.CurrentCaller;
import io.nagare.identity.Directory;
import io.nagare.identity.User;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.ticket.Stamps;
import io.nagare.ticket.TicketAccess;
import io.nagare.ticket.TicketClocks;
import io.nagare.ticket.Tickets;

/** Reporting incidents, and changing what needs no step of the process, for the API. */
@Component
@Transactional
public class IncidentManagement {

	private final IncidentRepository incidents;

	private final IncidentProcess process;

	private final Priorities priorities;

	private final Cmdb cmdb;

	private final Directory directory;

	private final Tickets tickets;

	private final TicketClocks clocks;

	private final TicketAccess access;

	private final CurrentCaller callers;

	private final Stamps stamps;

	IncidentManagement(IncidentRepository incidents, IncidentProcess process, Priorities priorities, Cmdb cmdb,
			Directory directory, Tickets tickets, TicketClocks clocks, TicketAccess access, CurrentCaller callers,
			Stamps stamps) {
		this.incidents = incidents;
		this.process = process;
		this.priorities = priorities;
		this.cmdb = cmdb;
		this.directory = directory;
		this.tickets = tickets;
		this.clocks = clocks;
		this.access = access;
		this.callers = callers;
		this.stamps = stamps;
	}

	/**
	 * Opens an incident and runs its process to the first wait.
	 * @return its id
	 * @throws Refusal naming every field that is wrong
	 */
	public UUID report(ReportIncident report) {
		Caller caller = this.callers.require();
		caller.demand("incident:create");
		check(report, caller);
		String urgency = (report.urgency() != null) ? report.urgency()
				: this.priorities.urgencyFor(report.requestedPriority());
		String impact = (report.impact() != null) ? report.impact() : this.priorities.defaultImpact();
		UUID reporter = (report.reporterId() != null) ? report.reporterId() : caller.userId();
		Incident incident = new Incident(this.incidents.nextNumber(), report, reporter, impact, urgency,
				report.requestedPriority(), this.stamps.now());
		this.incidents.save(incident);
		this.process.reported(incident.id());
		this.tickets.flush();
		return incident.id();
	}

	private void check(ReportIncident report, Caller caller) {
		List<Refusal.Detail> wrong = new ArrayList<>();
		Stream
			.of(Priorities.unknown("priority", report.requestedPriority(), this.priorities.priorities()),
					Priorities.unknown("impact", report.impact(), this.priorities.impacts()),
					Priorities.unknown("urgency", report.urgency(), this.priorities.urgencies()))
			.filter(Objects::nonNull)
			.forEach(wrong::add);
		checkCategory(report.categoryId(), wrong);
		checkCis(report.ciIds(), wrong);
		UUID reporter = report.reporterId();
		if (reporter != null && !reporter.equals(caller.userId())) {
			if (!caller.may("incident:report_for_others")) {
				throw Refusal.forbidden("reporter_id", "agents_only");
			}
			if (this.directory.user(reporter).filter(User::isActive).isEmpty()) {
				wrong.add(Refusal.Detail.of("reporter_id", "unknown_user"));
			}
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		if (report.assigneeId() != null) {
			if (!caller.isAgent()) {
				throw Refusal.forbidden("assignee_id", "agents_only");
			}
			this.access.requireAgent(report.assigneeId(), "assignee_id");
		}
	}

	private void checkCategory(@Nullable UUID category, List<Refusal.Detail> wrong) {
		if (category != null && this.directory.category(category).filter((found) -> found.isActive()).isEmpty()) {
			wrong.add(Refusal.Detail.of("category_id", "unknown_category"));
		}
	}

	private void checkCis(List<UUID> cis, List<Refusal.Detail> wrong) {
		if (!cis.isEmpty() && this.cmdb.items(cis).size() < cis.stream().distinct().count()) {
			wrong.add(Refusal.Detail.of("ci_ids", "unknown_ci"));
		}
	}

	/**
	 * Takes an incident for a change by the API.
	 * @throws Refusal CONFLICT where it has ended, STALE where the caller saw another
	 * version
	 */
	Incident takeForEdit(UUID id, IfMatch ifMatch) {
		Incident incident = this.tickets.take(Incident.class, id);
		ifMatch.check(incident.version());
		if (incident.phase().isFinal()) {
			throw Refusal.conflict("status", "ended_already", incident.status());
		}
		return incident;
	}

	/** Changes fields that need no process. */
	void edit(Incident incident, IncidentEdit edit) {
		List<Refusal.Detail> wrong = new ArrayList<>();
		checkCategory(edit.categoryId().orElse(null), wrong);
		checkCis(edit.ciIds().orElse(List.of()), wrong);
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		this.incidents.save(incident.edit(edit, this.stamps.now()));
		if (edit.categoryId().isPresent() || edit.ciIds().isPresent()) {
			this.clocks.agree(incident.id());
		}
		this.tickets.refreshTasks(incident.id());
	}

}
