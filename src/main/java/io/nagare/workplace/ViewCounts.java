package io.nagare.workplace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.ticket.StandingViews;
import io.nagare.ticket.query.TicketListing;
import io.nagare.ticket.query.TicketQueries;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;

/**
 * How many tickets the views hold that the caller has: two statements, whatever there is.
 */
@Component
@Transactional(readOnly = true)
public class ViewCounts {

	/** The caller's own and those of his teams; more are not counted. */
	private static final int MOST_SAVED = 5 * SavedViewService.MOST;

	private final SavedViewRepository saved;

	private final StandingViews standing;

	private final TicketTypes types;

	private final TicketQueries tickets;

	private final CurrentCaller callers;

	ViewCounts(SavedViewRepository saved, StandingViews standing, TicketTypes types, TicketQueries tickets,
			CurrentCaller callers) {
		this.saved = saved;
		this.standing = standing;
		this.types = types;
		this.tickets = tickets;
		this.callers = callers;
	}

	/**
	 * Counts the views of some types.
	 * @param kinds the paths of the types, each counted once; null for all that there are
	 * @param views the keys of standing views, each counted once; null for all of them
	 * and those saved
	 * @throws Refusal VALIDATION_FAILED where there is no such type or view
	 */
	public List<ViewCount> of(@Nullable Collection<String> kinds, @Nullable Collection<String> views) {
		Caller me = this.callers.requireMember();
		List<TicketQueries.Wanted> wanted = new ArrayList<>();
		List<ViewCount> counts = new ArrayList<>();
		Collection<TicketType<?, ?>> types = types(kinds);
		Map<String, List<SavedView>> saved = (views != null) ? Map.of() : saved(types, me);
		for (TicketType<?, ?> type : types) {
			for (String view : (views != null) ? new LinkedHashSet<>(views) : this.standing.of(type)) {
				wanted.add(new TicketQueries.Wanted(type, TicketListing.ofView(view)));
				counts.add(new ViewCount(type.path(), view, null, 0, false));
			}
			saved.getOrDefault(type.path(), List.of()).forEach((view) -> {
				wanted.add(new TicketQueries.Wanted(type, TicketListing.of(view.filter(), view.sort().orElse(null))));
				counts.add(new ViewCount(type.path(), null, view.id(), 0, false));
			});
		}
		List<Long> found = this.tickets.counts(wanted);
		for (int i = 0; i < counts.size(); i++) {
			counts.set(i, counts.get(i).found(found.get(i)));
		}
		return counts;
	}

	private Map<String, List<SavedView>> saved(Collection<TicketType<?, ?>> types, Caller me) {
		return this.saved.ofKinds(types.stream().map(TicketType::path).toList(), me.userId(), me.teams(), MOST_SAVED)
			.stream()
			.collect(Collectors.groupingBy(SavedView::kind));
	}

	private Collection<TicketType<?, ?>> types(@Nullable Collection<String> kinds) {
		if (kinds == null) {
			return this.types.all();
		}
		List<TicketType<?, ?>> found = new ArrayList<>();
		for (String kind : new LinkedHashSet<>(kinds)) {
			found.add(this.types.at(kind)
				.orElseThrow(() -> Refusal.invalid("kind", "not_a_choice",
						String.join(", ", this.types.all().stream().map(TicketType::path).toList()))));
		}
		return found;
	}

	/**
	 * How many tickets a view holds.
	 *
	 * @param kind the path of the type of tickets
	 * @param view the key of a standing view; null for a saved one
	 * @param savedViewId the saved view; null for a standing one
	 * @param count exact up to 10,000
	 * @param isLowerBound whether there are more than that
	 */
	public record ViewCount(String kind, @Nullable String view, @Nullable UUID savedViewId, long count,
			boolean isLowerBound) {

		private ViewCount found(long count) {
			return new ViewCount(this.kind, this.view, this.savedViewId, Math.min(count, Paged.COUNT_LIMIT),
					count > Paged.COUNT_LIMIT);
		}

	}

}
