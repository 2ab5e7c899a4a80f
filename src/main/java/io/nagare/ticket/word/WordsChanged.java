package io.nagare.ticket.word;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.nagare.shared.AuditableEvent;

/**
 * An owner let other words take the place of those that tables no longer have, or took
 * that back.
 *
 * @param successors each type, field, word and successor
 * @param tickets how many open tickets it concerns
 */
record WordsChanged(UUID id, boolean takenBack, List<WordSuccessor> successors, int tickets) implements AuditableEvent {

	@Override
	public String action() {
		return this.takenBack ? "words.change_taken_back" : "words.changed";
	}

	@Override
	public String entityType() {
		return "word_change";
	}

	@Override
	public String entityId() {
		return this.id.toString();
	}

	@Override
	public Map<String, Object> facts() {
		return Map.of("successors", this.successors.stream().map(WordSuccessor::toString).toList(), "tickets",
				this.tickets);
	}

}
