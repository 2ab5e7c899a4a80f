package io.nagare.request;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.TicketTriage;
import io.nagare.workflow.Decisions;
import io.nagare.workflow.TicketTables;

/**
 * Gives a new request to the team that the table {@code request-routing} names, and to
 * the person whom its column {@code assignment} has chosen there, before its process
 * begins; to the default team where the table names none that the tenant has. A model may
 * give it to another at any step.
 */
@Component
class RequestRouting implements TicketTables {

	private static final String TABLE = "request-routing";

	private final TicketRecords records;

	private final Decisions decisions;

	private final Directory directory;

	private final TicketTriage triage;

	RequestRouting(TicketRecords records, Decisions decisions, Directory directory, TicketTriage triage) {
		this.records = records;
		this.decisions = decisions;
		this.directory = directory;
		this.triage = triage;
	}

	@EventListener
	void on(TicketService.Opened opened) {
		if (!opened.ticket().kind().equals(Request.KIND)) {
			return;
		}
		UUID id = opened.ticket().id();
		Map<String, @Nullable Object> row = this.decisions.evaluate(TABLE, facts(this.records.get(Request.class, id)));
		this.directory.teamOrDefault(text(row, "team").orElse(null))
			.ifPresent((team) -> this.triage.route(id, team.id(), text(row, "assignment").orElse("")));
	}

	private Map<String, @Nullable Object> facts(Request request) {
		Map<String, @Nullable Object> facts = this.directory.tableInputs(request.place());
		facts.put("type", request.type());
		facts.put("category",
				request.category().flatMap((id) -> this.directory.categoryPath(id).stream().findFirst()).orElse(null));
		return facts;
	}

	private static Optional<String> text(Map<String, @Nullable Object> row, String column) {
		return Optional.ofNullable(row.get(column)).map((cell) -> cell.toString().strip());
	}

	@Override
	public Set<String> tables() {
		return Set.of(TABLE);
	}

	@Override
	public int tickets() {
		return this.records.running(Request.KIND);
	}

}
