package io.nagare.change;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.IfMatch;
import io.nagare.ticket.TicketActions;

/**
 * A PATCH of a change. What it says of the change itself is written; a status performs
 * the one open action that leads there, with everything else as its fields. Beside
 * another priority, or a status whose action wants to know why, the reason is the one for
 * that, and why the change is wanted stays as it is.
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
		boolean overrides = fields.priority().isPresent() && !fields.priority().get().equals(change.priority());
		boolean explains = fields.reason().isPresent() && fields.others().get("status") instanceof String status
				&& !status.equals(change.status()) && this.actions.takesOnTheWayTo(change, status, "reason");
		ChangeFields own = (overrides || explains) ? fields.withoutReason() : fields;
		if (own.saysAnything()) {
			this.changes.edit(change, own);
		}
		if (overrides) {
			override(change, fields);
		}
		Map<String, @Nullable Object> said = new LinkedHashMap<>(fields.others());
		if (explains) {
			said.put("reason", fields.reason().get());
		}
		this.actions.performSaid(change, said, Map.of());
	}

	private void override(Change change, ChangeFields fields) {
		String priority = fields.priority().get();
		Map<String, @Nullable Object> said = new HashMap<>();
		fields.reason().ifPresent((reason) -> said.put("reason", reason));
		this.actions.override(change, priority, said);
	}

}
