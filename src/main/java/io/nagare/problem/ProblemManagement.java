package io.nagare.problem;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.nagare.ticket.link.LinkType;
import io.nagare.ticket.link.TicketLinks;
import io.nagare.shared.TicketRef;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.TicketWork;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens problems that other tickets give away, and knows what they caused. */
@Component
@Transactional
public class ProblemManagement {

	private static final int LONGEST_TITLE = 500;

	private final ProblemRepository problems;

	private final TicketService service;

	private final TicketWork work;

	private final TicketLinks links;

	ProblemManagement(ProblemRepository problems, TicketService service, TicketWork work, TicketLinks links) {
		this.problems = problems;
		this.service = service;
		this.work = work;
		this.links = links;
	}

	/**
	 * Opens a problem that other tickets gave away; nobody in particular asks for it.
	 * @param title cut where it is too long
	 * @param like the ticket whose reporter, priority, category and items it takes over
	 * @param incidents the incidents that it caused
	 */
	public Problem open(String title, String description, Ticket like, List<UUID> incidents) {
		Problem problem = new Problem(this.service.facts(Problem.KIND, cut(title), like.reporter(), like.priority()));
		this.work.save(problem.like(like, description, this.work.now()));
		blame(problem.id(), incidents);
		this.service.begin(problem);
		return problem;
	}

	private static String cut(String title) {
		return (title.codePointCount(0, title.length()) <= LONGEST_TITLE) ? title
				: title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE - 1)) + "…";
	}

	/** The incidents that a problem caused. */
	@Transactional(readOnly = true)
	List<UUID> incidentsOf(UUID problem) {
		return this.problems.incidentsOf(problem);
	}

	/** What stands for a cancelled problem; empty where nothing does. */
	@Transactional(readOnly = true)
	Optional<TicketRef> originalOf(UUID problem) {
		return this.problems.originalOf(problem).map((original) -> this.work.get(Problem.class, original).ref());
	}

	/** Links the incidents that a problem caused to it, where they are not. */
	public void blame(UUID problem, Collection<UUID> incidents) {
		if (incidents.isEmpty()) {
			return;
		}
		List<UUID> known = this.problems.incidentsOf(problem);
		// always in the same order, so that two who link the same ones do not wait for
		// each other
		incidents.stream()
			.distinct()
			.filter((incident) -> !known.contains(incident))
			.sorted()
			.forEach((incident) -> this.links.link(incident, problem, LinkType.CAUSED_BY));
	}

}
