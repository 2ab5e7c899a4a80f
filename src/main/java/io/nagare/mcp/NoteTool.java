package io.nagare.mcp;

import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.journal.TicketNotes;
import io.nagare.ticket.journal.WorkNote;

/** Writes a work note. */
@Component
class NoteTool implements AssistantTool {

	private static final String NUMBER = "number";

	private static final String TEXT = "text";

	private static final String PUBLIC = "public";

	private static final int LONGEST = 20_000;

	private final Tickets tickets;

	private final TicketNotes notes;

	NoteTool(Tickets tickets, TicketNotes notes) {
		this.tickets = tickets;
		this.notes = notes;
	}

	@Override
	public Definition definition() {
		return new Definition("add_note", "Add a work note",
				"""
						Writes a work note on a ticket in the name of the person. A public note is sent to the reporter and cannot be \
						taken back; reporters write public notes only.""",
				Effect.ADDS,
				List.of(Parameter.text(NUMBER, "The ticket's number or id").needed(),
						Parameter.text(TEXT, "The note").upTo(LONGEST).needed(),
						Parameter.flag(PUBLIC, "true: the reporter reads it; false: only those who work on it")
							.needed(),
						Parameter.key()));
	}

	@Override
	public boolean isFor(Caller caller) {
		return mayChange(caller);
	}

	/** Whether the caller may change tickets, if only his own. */
	static boolean mayChange(Caller caller) {
		return caller.permissions()
			.stream()
			.anyMatch((one) -> one.endsWith(":create") || one.endsWith(":work") || one.endsWith(":decide"));
	}

	@Override
	public Map<String, Object> call(Arguments said) {
		return Map.of("done", true, "note",
				this.notes
					.add(this.tickets.idOf(said.text(NUMBER), NUMBER), WorkNote.WORK_NOTE, said.text(TEXT),
							said.flag(PUBLIC))
					.toString());
	}

}
