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
import io.nagare.ticket.TicketService;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.link.TicketLinks;

/** Changes that are to remove the cause of a problem. */
@Component
@Transactional
class RemedialChanges {

	private final TicketWork work;

	private final ProblemService problems;

	private final TicketService service;

	private final TicketLinks links;

	private final Tickets tickets;

	private final Cmdb cmdb;

	private final Directory directory;

	RemedialChanges(TicketWork work, ProblemService problems, TicketService service, TicketLinks links, Tickets tickets,
			Cmdb cmdb, Directory directory) {
		this.work = work;
		this.problems = problems;
		this.service = service;
		this.links = links;
		this.tickets = tickets;
		this.cmdb = cmdb;
		this.directory = directory;
	}

	/**
	 * Opens a change on what the problem concerns, as far as that still exists, and waits
	 * for it.
	 */
	void raise(UUID id, String title, @Nullable String description) {
		Problem problem = this.problems.problem(id);
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
		this.links.link(change, id, LinkType.FOLLOWS);
		this.work.save(problem.await(change, this.work.now()));
	}

	/** The change is in place; so the problem is solved. */
	void succeeded(UUID id) {
		String number = numberOfChange(id);
		forget(id);
		this.problems.resolve(id, Texts.label("problem.resolved_by_change", number).in(this.directory.language()));
	}

	void failed(UUID id) {
		this.work.note(id, Texts.label("problem.note.change_failed").with(numberOfChange(id)), false);
		forget(id);
	}

	void forget(UUID id) {
		this.work.save(this.problems.problem(id).await(null, this.work.now()));
	}

	private String numberOfChange(UUID id) {
		UUID change = this.problems.problem(id).awaitedChange().orElseThrow(Refusal::notFound);
		return this.tickets.numberOf(change);
	}

	/** It does not wait for the change any more, but its readers want to know. */
	void noteOutcome(UUID id, boolean success) {
		if (success) {
			this.work.note(id, Texts.label("problem.note.change_succeeded").with(numberOfChange(id)), false);
			forget(id);
		}
		else {
			failed(id);
		}
	}

}
