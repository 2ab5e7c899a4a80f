package io.nagare.problem;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.change.Change;
import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.Category;
import io.nagare.directory.Directory;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.ticket.link.LinkType;
import io.nagare.ticket.journal.Stamps;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.Tickets;

/** Changes that are to remove the cause of a problem. */
@Component
@Transactional
class RemedialChanges {

	private final ProblemRepository problems;

	private final ProblemHandling handling;

	private final ProblemProcess process;

	private final TicketService service;

	private final Cmdb cmdb;

	private final Directory directory;

	private final Tickets tickets;

	private final Stamps stamps;

	RemedialChanges(ProblemRepository problems, ProblemHandling handling, ProblemProcess process, TicketService service,
			Cmdb cmdb, Directory directory, Tickets tickets, Stamps stamps) {
		this.problems = problems;
		this.handling = handling;
		this.process = process;
		this.service = service;
		this.cmdb = cmdb;
		this.directory = directory;
		this.tickets = tickets;
		this.stamps = stamps;
	}

	/**
	 * Opens a change on what the problem concerns, as far as that still exists, and waits
	 * for it.
	 */
	void raise(UUID id, String title, @Nullable String description) {
		Problem problem = this.handling.problem(id);
		Set<UUID> present = this.cmdb.items(problem.cis())
			.stream()
			.map(ConfigurationItem::id)
			.collect(Collectors.toSet());
		Map<String, @Nullable Object> fields = new HashMap<>();
		fields.put("title", title);
		fields.put("description", description);
		fields.put("category_id",
				problem.category()
					.flatMap(this.directory::category)
					.filter(Category::isActive)
					.map(Category::id)
					.orElse(null));
		fields.put("ci_ids", problem.cis().stream().filter(present::contains).toList());
		fields.put("confidentiality", problem.isConfidential() ? "confidential" : "internal");
		UUID change = this.service.report(Change.KIND, fields);
		this.tickets.link(change, id, LinkType.FOLLOWS);
		this.problems.save(problem.await(change, this.stamps.now()));
	}

	/** The change is in place; so the problem is solved. */
	void succeeded(UUID id) {
		String number = numberOfChange(id);
		forget(id);
		this.handling.resolve(id, Texts.both("problem.resolved_by_change", number));
	}

	void failed(UUID id) {
		this.tickets.note(id, Texts.both("problem.note.change_failed") + ": " + numberOfChange(id), false);
		forget(id);
	}

	void forget(UUID id) {
		this.problems.save(this.handling.problem(id).await(null, this.stamps.now()));
	}

	private String numberOfChange(UUID id) {
		UUID change = this.handling.problem(id).awaitedChange().orElseThrow(Refusal::notFound);
		return this.tickets.numberOf(change);
	}

	/**
	 * Tells the problems that wait for the change how it ended. One whose risk was
	 * accepted meanwhile does not wait any more, but its readers want to know.
	 */
	void ended(UUID change, boolean success) {
		for (Problem problem : this.problems.findAllByAwaitedChangeId(change)) {
			this.tickets.take(problem.id());
			boolean heard = success ? this.process.changeSucceeded(problem.id())
					: this.process.changeFailed(problem.id());
			if (!heard) {
				noteOutcome(problem.id(), success);
			}
		}
	}

	private void noteOutcome(UUID id, boolean success) {
		if (success) {
			this.tickets.note(id, Texts.both("problem.note.change_succeeded") + ": " + numberOfChange(id), false);
			forget(id);
		}
		else {
			failed(id);
		}
	}

}
