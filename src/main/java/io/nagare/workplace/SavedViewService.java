package io.nagare.workplace;

import java.util.UUID;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.ticket.query.TicketListing;
import io.nagare.ticket.query.TicketQueries;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;

/**
 * The views that people saved. Everybody of a tenant may save some; who shares one with a
 * team belongs to it, or runs the teams.
 */
@Component
@Transactional
public class SavedViewService {

	/** Saved by one person. */
	static final int MOST = 100;

	private static final String RUNS_TEAMS = "team:manage";

	private final SavedViewRepository views;

	private final TicketTypes types;

	private final TicketQueries tickets;

	private final CurrentCaller callers;

	SavedViewService(SavedViewRepository views, TicketTypes types, TicketQueries tickets, CurrentCaller callers) {
		this.views = views;
		this.types = types;
		this.tickets = tickets;
		this.callers = callers;
	}

	/** The caller's own and those of his teams, by name. */
	@Transactional(readOnly = true)
	public Paged<SavedView> page(PageQuery query) {
		Caller me = me();
		Page<SavedView> page = this.views.readBy(me.userId(), me.teams(),
				PageRequest.of(query.page() - 1, query.limit(), Sort.by("kind", "name", "id")));
		return Paged.of(page.getContent(), query, page.getTotalElements());
	}

	/**
	 * The view.
	 * @throws Refusal NOT_FOUND where it is neither the caller's nor one of his teams'
	 */
	@Transactional(readOnly = true)
	public SavedView one(UUID id) {
		Caller me = me();
		return this.views.findById(id).filter((view) -> view.isReadBy(me)).orElseThrow(Refusal::notFound);
	}

	/**
	 * Saves a new one.
	 * @param kind the path of the type of tickets
	 * @throws Refusal VALIDATION_FAILED naming what is wrong, CONFLICT for who has too
	 * many
	 */
	public SavedView save(String kind, SavedViewFields fields) {
		Caller me = me();
		if (this.types.at(kind).isEmpty()) {
			throw Refusal.invalid("kind", "not_a_choice",
					String.join(", ", this.types.all().stream().map(TicketType::path).toList()));
		}
		if (!fields.name().isPresent()) {
			throw Refusal.invalid("name", "required");
		}
		if (this.views.countByOwnerId(me.userId()) >= MOST) {
			throw Refusal.conflict("name", "too_many", MOST);
		}
		return checked(new SavedView(me.userId(), kind, fields.name().get()).edit(fields), fields, me);
	}

	/**
	 * Changes one.
	 * @throws Refusal NOT_FOUND, STALE, FORBIDDEN for who may only look at it
	 */
	public SavedView change(UUID id, SavedViewFields fields, IfMatch ifMatch) {
		SavedView view = owned(id, ifMatch);
		return checked(view.edit(fields), fields, me());
	}

	/**
	 * Removes one.
	 * @throws Refusal NOT_FOUND, STALE, FORBIDDEN for who may only look at it
	 */
	public void remove(UUID id, IfMatch ifMatch) {
		this.views.delete(owned(id, ifMatch));
	}

	private SavedView owned(UUID id, IfMatch ifMatch) {
		Caller me = me();
		SavedView view = one(id);
		if (!view.owner().equals(me.userId())) {
			me.demand(RUNS_TEAMS);
		}
		ifMatch.check(view.version());
		return view;
	}

	private SavedView checked(SavedView view, SavedViewFields fields, Caller me) {
		TicketListing listing = TicketListing.of(view.filter(), view.sort().orElse(null));
		this.tickets.check(this.types.at(view.kind()).orElseThrow(Refusal::notFound), listing);
		UUID team = fields.teamId().orElse(null);
		if (team != null && !me.teams().contains(team)) {
			throw Refusal.invalid("team_id", "not_in_team");
		}
		return this.views.saveAndFlush(view);
	}

	private Caller me() {
		return this.callers.requireMember();
	}

}
