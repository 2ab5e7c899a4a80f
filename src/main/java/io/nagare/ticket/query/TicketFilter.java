package io.nagare.ticket.query;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Phase;
import io.nagare.shared.Refusal;
import io.nagare.sla.SlaState;
import io.nagare.ticket.StandingViews;

/**
 * Which tickets a list shows. Every part narrows it; a part that is absent does not.
 *
 * @param status words of the model
 * @param priority words of the table
 * @param phase words of {@link io.nagare.shared.Phase}
 * @param slaState words of {@link io.nagare.sla.SlaState#state}
 * @param source how they came in, words of {@link io.nagare.ticket.TicketSource}
 * @param siteId a site, with all below it
 * @param departmentId a department, with all below it
 * @param field kept fields and what they say, such as {@code system:ERP},
 * {@code cost:>=1000}, {@code cost:100..200} or {@code note:~part of a text}
 * @param tag words that the ticket is tagged with, all of them
 * @param q words, all of which stand in title, description or number, in any writing
 * @param view the key of a {@link StandingViews standing view}
 */
public record TicketFilter(@Nullable List<String> status, @Nullable List<String> priority, @Nullable List<String> phase,
		@Nullable List<String> slaState, @Nullable List<String> source, @Nullable UUID assigneeId,
		@Nullable UUID teamId, @Nullable UUID categoryId, @Nullable UUID siteId, @Nullable UUID departmentId,
		@Nullable UUID reporterId, @Nullable UUID ciId, @Nullable Instant createdAfter, @Nullable Instant createdBefore,
		@Nullable List<String> field, @Nullable List<String> tag, @Nullable String q, @Nullable String view) {

	/** Leaves all of them. */
	static final TicketFilter NONE = new TicketFilter(null, null, null, null, null, null, null, null, null, null, null,
			null, null, null, null, null, null, null);

	private static final int MOST_PARTS = 8;

	/**
	 * Filters that together show the same and ask for one phase, status, state or
	 * priority each, so that each reads an index in its order; itself where it asks for
	 * no more than one.
	 */
	List<TicketFilter> parts() {
		List<TicketFilter> parts = each(this.phase, (one) -> with(this.status, this.priority, one, this.slaState));
		parts = !parts.isEmpty() ? parts
				: each(this.status, (one) -> with(one, this.priority, this.phase, this.slaState));
		parts = !parts.isEmpty() ? parts
				: each(this.slaState, (one) -> with(this.status, this.priority, this.phase, one));
		parts = !parts.isEmpty() ? parts
				: each(this.priority, (one) -> with(this.status, one, this.phase, this.slaState));
		return !parts.isEmpty() ? parts : List.of(this);
	}

	/** Empty where there are not several. */
	private static List<TicketFilter> each(@Nullable List<String> words, Function<List<String>, TicketFilter> filter) {
		List<String> different = (words != null) ? words.stream().distinct().toList() : List.of();
		return (different.size() > 1 && different.size() <= MOST_PARTS)
				? different.stream().map((word) -> filter.apply(List.of(word))).toList() : List.of();
	}

	/** The same, of other words. */
	TicketFilter with(@Nullable List<String> status, @Nullable List<String> priority, @Nullable List<String> phase,
			@Nullable List<String> slaState) {
		return new TicketFilter(status, priority, phase, slaState, this.source, this.assigneeId, this.teamId,
				this.categoryId, this.siteId, this.departmentId, this.reporterId, this.ciId, this.createdAfter,
				this.createdBefore, this.field, this.tag, this.q, this.view);
	}

	/**
	 * The words, which are those of phases.
	 * @throws Refusal VALIDATION_FAILED naming what is none
	 */
	public static @Nullable List<String> phases(@Nullable List<String> words) {
		return known("phase", words, Arrays.stream(Phase.values()).map(Phase::word).toList());
	}

	/**
	 * The words, which are those of how tickets stand towards their service levels.
	 * @throws Refusal VALIDATION_FAILED naming what is none
	 */
	public static @Nullable List<String> slaStates(@Nullable List<String> words) {
		return known("sla_state", words, SlaState.STATES);
	}

	private static @Nullable List<String> known(String field, @Nullable List<String> words, Collection<String> known) {
		if (words != null && !known.containsAll(words)) {
			throw Refusal.invalid(field, "not_a_choice", String.join(", ", known));
		}
		return words;
	}

}
