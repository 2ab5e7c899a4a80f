package io.nagare.problem.trend;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Directory;
import io.nagare.problem.Problem;
import io.nagare.problem.ProblemManagement;
import io.nagare.problem.ProblemRepository;
import io.nagare.shared.Texts;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.link.LinkType;
import io.nagare.ticket.link.TicketLinks;

/** Whether a closed problem has come back. */
@Component
@Transactional
public class ProblemRecurrence {

	private final ProblemRepository problems;

	private final ProblemManagement management;

	private final ProblemDetection detection;

	private final TicketWork work;

	private final TicketLinks links;

	private final Directory directory;

	ProblemRecurrence(ProblemRepository problems, ProblemManagement management, ProblemDetection detection,
			TicketWork work, TicketLinks links, Directory directory) {
		this.problems = problems;
		this.management = management;
		this.detection = detection;
		this.work = work;
		this.links = links;
		this.directory = directory;
	}

	/**
	 * Incidents reported since its closure say that a problem is back: those linked to
	 * it, and those of its category on one of its items. Other problems that are known
	 * behind some of them follow the closed one. The rest belong to one of these that is
	 * open, or else to a new problem that follows it.
	 */
	public void check(UUID id) {
		this.detection.oneAtATime();
		List<UUID> others = this.problems.problemsOfRecurrence(id);
		List<UUID> incidents = this.problems.incidentsOfRecurrence(id);
		this.work.takeAll(Stream.of(List.of(id), others, incidents).flatMap(List::stream).toList());
		others.stream()
			.filter((other) -> !this.problems.follows(other, id))
			.forEach((other) -> this.links.link(other, id, LinkType.FOLLOWS));
		if (!incidents.isEmpty()) {
			this.problems.findAllByIdIn(others)
				.stream()
				.filter((other) -> !other.phase().isFinal())
				.max(Comparator.comparing(Problem::number))
				.ifPresentOrElse((other) -> this.detection.join(other.id(), incidents),
						() -> reopen(this.work.get(Problem.class, id), incidents));
		}
	}

	private void reopen(Problem closed, List<UUID> incidents) {
		String again = Texts.label("problem.title.recurrence").in(this.directory.language()) + ": ";
		String title = closed.title().startsWith(again) ? closed.title() : again + closed.title();
		Problem other = this.management.open(title,
				Texts.label("problem.came_back", closed.number()).in(this.directory.language()), closed, incidents);
		this.links.link(other.id(), closed.id(), LinkType.FOLLOWS);
	}

}
