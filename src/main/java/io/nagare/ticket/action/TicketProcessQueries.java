package io.nagare.ticket.action;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.Refusal;
import io.nagare.ticket.query.TicketParts;
import io.nagare.workflow.ProcessView;
import io.nagare.workflow.Processes;

/** The processes behind a ticket, to look at. Its callers have checked who looks. */
@Component
@Transactional(readOnly = true)
public class TicketProcessQueries {

	private final Processes processes;

	private final TicketParts parts;

	TicketProcessQueries(Processes processes, TicketParts parts) {
		this.processes = processes;
		this.parts = parts;
	}

	/**
	 * Every process of the ticket, the main one first, each before those that it called.
	 * What the engine has forgotten is told from the journal: its waits and ends alone.
	 */
	public List<ProcessView> view(UUID ticketId) {
		List<ProcessView> remembered = this.processes.view(ticketId);
		Set<String> known = remembered.stream().map(ProcessView::id).collect(Collectors.toSet());
		Map<String, List<TicketParts.Step>> forgotten = new LinkedHashMap<>();
		this.parts.steps(ticketId)
			.stream()
			.filter((step) -> !known.contains(step.processId()))
			.forEach((step) -> forgotten.computeIfAbsent(step.processId(), (id) -> new ArrayList<>()).add(step));
		return Stream.concat(forgotten.values().stream().map(TicketProcessQueries::forgotten), remembered.stream())
			.toList();
	}

	private static ProcessView forgotten(List<TicketParts.Step> reached) {
		List<ProcessView.Step> steps = new ArrayList<>();
		for (int i = 0; i < reached.size(); i++) {
			TicketParts.Step step = reached.get(i);
			boolean last = i == reached.size() - 1;
			TicketParts.Step next = last ? step : reached.get(i + 1);
			steps.add(new ProcessView.Step(step.element(), step.name(), step.type(), last ? null : next.username(),
					step.at(), next.at(), false));
		}
		TicketParts.Step first = reached.get(0);
		return new ProcessView(first.processId(), null, null, first.processKey(), null, first.processVersion(), null,
				first.at(), reached.get(reached.size() - 1).at(), List.of(), List.of(), List.of(), List.of(), steps);
	}

	/**
	 * The BPMN XML of a process.
	 * @param process its id; null for the main one
	 * @throws Refusal NOT_FOUND where the ticket has no such process, or its history is
	 * gone
	 */
	public String diagram(UUID ticketId, @Nullable String process) {
		String diagram = this.processes.diagram(ticketId, process);
		if (diagram == null) {
			throw Refusal.notFound();
		}
		return diagram;
	}

}
