package io.nagare.change;

import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.IfMatch;
import io.nagare.ticket.TicketActions;

/**
 * A PATCH of a change. What it says of the change itself is written; a status performs
 * the one open action that leads there, with everything else as its fields.
 */
@Component
@Transactional
public class ChangeEditor {

	private final ChangeManagement changes;

	private final TicketActions actions;

	ChangeEditor(ChangeManagement changes, TicketActions actions) {
		this.changes = changes;
		this.actions = actions;
	}

	/** Changes what the fields say, all of it or nothing. */
	public void patch(UUID id, ChangeFields fields, IfMatch ifMatch) {
		Change change = this.changes.takeForEdit(id, ifMatch);
		if (fields.saysAnything()) {
			this.changes.edit(change, fields);
		}
		this.actions.performSaid(change, fields.others(), Map.of());
	}

}
