package io.nagare.problem.trend;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Directory;
import io.nagare.problem.Problem;
import io.nagare.problem.ProblemManagement;
import io.nagare.problem.ProblemRepository;
import io.nagare.rules.Rules;
import io.nagare.shared.TenantLocks;
import io.nagare.shared.Texts;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketWork;

/** Opens the problems that incidents give away. Done twice, it opens none twice. */
@Component
@Transactional
public class ProblemDetection {

	/**
	 * So many incidents are linked in one transaction; the others follow an hour later.
	 */
	private static final int MOST_AT_ONCE = 100;

	private final ProblemRepository problems;

	private final ProblemManagement management;

	private final TicketWork work;

	private final TenantLocks locks;

	private final Rules rules;

	private final Directory directory;

	ProblemDetection(ProblemRepository problems, ProblemManagement management, TicketWork work, TenantLocks locks,
			Rules rules, Directory directory) {
		this.problems = problems;
		this.management = management;
		this.work = work;
		this.locks = locks;
		this.rules = rules;
		this.directory = directory;
	}

	/** The cause of a major incident is a problem, unless it is known as one already. */
	public void causeOf(UUID majorIncident) {
		oneAtATime();
		Ticket incident = this.work.take(majorIncident);
		if (this.problems.behind(majorIncident).isEmpty()) {
			this.management.open(incident.title(),
					Texts.label("problem.cause_of_major", incident.number()).in(this.directory.language()), incident,
					List.of(majorIncident));
		}
	}

	/**
	 * Incidents on one category or item may have one cause. While the problem that was
	 * opened for it is open, or one for another trend that concerns it too, no other is,
	 * and later incidents belong to that.
	 * @param name what people call the category or item
	 */
	public void trendOn(UUID subject, String name) {
		oneAtATime();
		this.problems.openForTrend(subject).ifPresentOrElse((problem) -> {
			join(problem, this.problems.latestSimilar(subject, MOST_AT_ONCE));
			this.problems.standsForTrend(subject, problem);
		}, () -> propose(subject, name));
	}

	private void propose(UUID subject, String name) {
		proposal(name, this.problems.countUnclaimed(subject)).ifPresent((reason) -> {
			List<UUID> incidents = this.problems.latestUnclaimed(subject, MOST_AT_ONCE);
			this.work.takeAll(incidents);
			Problem problem = this.management.open(reason,
					Texts.label("problem.note.trend").in(this.directory.language()), this.work.take(incidents.get(0)),
					incidents);
			this.problems.standsForTrend(subject, problem.id());
		});
	}

	/**
	 * What the rules say to so many incidents on one category or item.
	 * @return the title of the problem that they propose; empty where they see no trend
	 */
	Optional<String> proposal(String name, int incidents) {
		TrendCase facts = new TrendCase(name, incidents);
		this.rules.apply("problem/trend", facts);
		return facts.proposal();
	}

	/** Incidents turn out to be of an open problem. */
	void join(UUID problem, Collection<UUID> incidents) {
		if (incidents.isEmpty()) {
			return;
		}
		this.work.takeAll(Stream.concat(incidents.stream(), Stream.of(problem)).toList());
		this.management.blame(problem, incidents);
	}

	/**
	 * Whoever looks for incidents without a problem does so alone in his tenant, else two
	 * would open one for the same incidents.
	 */
	void oneAtATime() {
		this.locks.take("problem-detection");
	}

}
