package io.nagare.change;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.change.ChangeFields.RiskAnswers;
import io.nagare.cmdb.Cmdb;
import io.nagare.shared.Refusal;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.Tickets;
import io.nagare.workflow.Decisions;

/**
 * Rates the risk of a change as it would be with another plan, by the same tables as its
 * process, and writes nothing down.
 */
@Component
@Transactional(readOnly = true)
public class RiskPreviewService {

	private static final String LIKELIHOOD = "likelihood";

	private static final String IMPACT = "impact";

	private final Tickets tickets;

	private final RiskFacts facts;

	private final Cmdb cmdb;

	private final Decisions decisions;

	RiskPreviewService(Tickets tickets, RiskFacts facts, Cmdb cmdb, Decisions decisions) {
		this.tickets = tickets;
		this.facts = facts;
		this.cmdb = cmdb;
		this.decisions = decisions;
	}

	/**
	 * The risk of the change with what the plan says; what it leaves out is as it is.
	 * @throws Refusal NOT_FOUND where the caller may not read the change,
	 * VALIDATION_FAILED for unknown items
	 */
	public RiskPreview preview(String idOrNumber, PlanDraft plan) {
		Ticket ticket = this.tickets.readable(idOrNumber, "id");
		if (!(ticket instanceof Change change)) {
			throw Refusal.notFound();
		}
		Collection<UUID> cis = (plan.ciIds() != null) ? plan.ciIds() : change.cis();
		if (plan.ciIds() != null && this.cmdb.items(cis).size() < cis.stream().distinct().count()) {
			throw Refusal.invalid("ci_ids", "unknown_ci");
		}
		Optional<Instant> start = Optional.ofNullable(plan.plannedStart()).or(change::plannedStart);
		Optional<Instant> end = Optional.ofNullable(plan.plannedEnd()).or(change::plannedEnd);
		RiskAnswers answers = (plan.riskAnswers() != null) ? plan.riskAnswers()
				: new RiskAnswers(change.isBackoutTested(), change.isRehearsed(), change.teamExperience());
		int pastFailures = this.facts.pastFailures(change, cis);
		int ciTier = this.facts.ciTier(cis);
		int downstream = this.facts.downstream(cis);
		boolean inHours = this.facts.isInHours(start, end);
		Risk risk = new Risk(
				rate("change-likelihood", LIKELIHOOD,
						Map.of("past_failures", pastFailures, "backout_tested", answers.backoutTested(), "rehearsed",
								answers.rehearsed(), "team_experience", answers.teamExperience())),
				rate("change-impact", IMPACT,
						Map.of("ci_tier", ciTier, "downstream", downstream, "in_hours", inHours)));
		return new RiskPreview(risk.likelihood(), risk.impact(), risk.score(), risk.level(), pastFailures, ciTier,
				downstream, inHours);
	}

	private int rate(String table, String output, Map<String, Object> inputs) {
		if (this.decisions.evaluate(table, Map.copyOf(inputs)).get(output) instanceof Number rated) {
			return rated.intValue();
		}
		throw Refusal.conflict(output, "not_rated");
	}

	/** A plan as it might be; what is absent is as it is. */
	public record PlanDraft(@Nullable @Size(max = 100) List<@NotNull UUID> ciIds, @Nullable Instant plannedStart,
			@Nullable Instant plannedEnd, @Nullable @Valid RiskAnswers riskAnswers) {
	}

	/**
	 * How risky that would be, and what the tables were told.
	 *
	 * @param likelihood from 1 to 5
	 * @param impact from 1 to 5
	 * @param riskScore their product
	 * @param risk {@code low}, {@code medium} or {@code high}
	 * @param pastFailures of the same model or items, in the year before
	 * @param ciTier the tier of the most important item; 0 without any
	 * @param downstream how many services a fault can reach
	 * @param inHours whether any of the window lies in office hours
	 */
	public record RiskPreview(int likelihood, int impact, int riskScore, String risk, int pastFailures, int ciTier,
			int downstream, boolean inHours) {
	}

}
