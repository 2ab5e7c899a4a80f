package io.nagare.ticket.oncall;

import java.util.UUID;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.shared.Phase;
import io.nagare.ticket.FieldChanged;
import io.nagare.ticket.StatusChanged;
import io.nagare.workflow.Decisions;
import io.nagare.workflow.Processes;

/** What tickets tell on-call.bpmn; the one place for its key and messages. */
@Component
class OnCallProcess {

	private static final String ON_CALL = "on-call";

	private static final String TAKEN = "calledTicketTaken";

	private final Processes processes;

	private final Decisions decisions;

	private final OnCallService calls;

	OnCallProcess(Processes processes, Decisions decisions, OnCallService calls) {
		this.processes = processes;
		this.decisions = decisions;
		this.calls = calls;
	}

	/**
	 * Starts it where the table has a time for who is on call; where the roster has a
	 * gap, that is told at once.
	 */
	void begin(UUID id) {
		if (!this.calls.wantsCall(id)) {
			return;
		}
		int round = this.calls.round(id);
		if (this.decisions.evaluate(OnCallService.TABLE, this.calls.facts(id, Math.max(1, round)))
			.values()
			.stream()
			.anyMatch((minutes) -> minutes != null)) {
			if (round > 0) {
				this.calls.begin(id);
				this.processes.start(ON_CALL, id);
			}
			else {
				this.calls.foundNobody(id);
			}
		}
	}

	/**
	 * Who takes the ticket himself or answers the reporter has answered the call; another
	 * team has others on call.
	 */
	@EventListener
	void on(FieldChanged change) {
		String after = change.after();
		boolean taken = switch (change.field()) {
			case "assignee_id" -> after != null && change.actor() != null && after.equals(change.actor().toString());
			case "responded_at" -> after != null;
			case "team_id" -> true;
			default -> false;
		};
		if (taken) {
			taken(change.ticket().id(), change.field().equals("responded_at"));
		}
	}

	@EventListener
	void on(StatusChanged change) {
		if (change.phase() != Phase.OPEN) {
			taken(change.ticket().id(), false);
		}
	}

	private void taken(UUID id, boolean answered) {
		if (this.calls.ticket(id).isCalled()) {
			if (answered) {
				this.calls.answered(id);
			}
			this.processes.send(TAKEN, id);
		}
	}

}
