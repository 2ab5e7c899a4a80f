package io.nagare.workplace;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.figures.FigureQueries;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;

/**
 * The dashboards that people put together of the figures there are. Each who reads
 * reports keeps his own, a team's are written by its members, the tenant's by those who
 * publish knowledge. What they show is counted for whoever looks.
 */
@Component
@Transactional
public class DashboardService extends SharedRecordService<Dashboard> {

	/** On one dashboard. */
	static final int MOST_CARDS = 24;

	private static final String READS = "report:read";

	private final DashboardRepository dashboards;

	private final FigureQueries figures;

	private final CurrentCaller callers;

	DashboardService(DashboardRepository dashboards, FigureQueries figures, CurrentCaller callers) {
		super(dashboards);
		this.dashboards = dashboards;
		this.figures = figures;
		this.callers = callers;
	}

	/** Those that the caller may look at, by name. */
	@Transactional(readOnly = true)
	public Paged<Dashboard> page(PageQuery query) {
		Caller me = me();
		Page<Dashboard> page = this.dashboards.usedBy(me.userId(), me.teams(),
				PageRequest.of(query.page() - 1, query.limit(), Sort.by("name", "id")));
		return Paged.of(page.getContent(), query, page.getTotalElements());
	}

	/**
	 * Keeps a new one.
	 * @throws Refusal VALIDATION_FAILED naming what is wrong, FORBIDDEN for the tenant's,
	 * CONFLICT for who has too many
	 */
	public Dashboard keep(DashboardFields fields) {
		Caller me = me();
		List<Refusal.Detail> missing = new ArrayList<>();
		if (!fields.name().isPresent()) {
			missing.add(Refusal.Detail.of("name", "required"));
		}
		if (!fields.cards().isPresent()) {
			missing.add(Refusal.Detail.of("cards", "required"));
		}
		refuse(missing);
		if (this.dashboards.countByOwnerId(me.userId()) >= MOST) {
			throw Refusal.conflict("name", "too_many", MOST);
		}
		return checked(new Dashboard(me.userId(), fields.name().get()).edit(fields), me);
	}

	/**
	 * Changes one.
	 * @throws Refusal NOT_FOUND, STALE, FORBIDDEN for who may only look at it
	 */
	public Dashboard change(UUID id, DashboardFields fields, IfMatch ifMatch) {
		Dashboard dashboard = writable(id, ifMatch);
		return checked(dashboard.edit(fields), me());
	}

	private Dashboard checked(Dashboard dashboard, Caller me) {
		dashboard.demandSharing(me);
		List<Refusal.Detail> wrong = new ArrayList<>();
		for (int at = 0; at < dashboard.cards().size(); at++) {
			String card = "cards[" + at + "].";
			this.figures.faults(dashboard.cards().get(at).figure(), dashboard.cards().get(at).question())
				.forEach((fault) -> wrong.add(new Refusal.Detail(card + fault.field(), fault.code(), fault.args())));
		}
		refuse(wrong);
		return saved(dashboard);
	}

	private static void refuse(List<Refusal.Detail> wrong) {
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
	}

	@Override
	Caller me() {
		Caller me = this.callers.requireMember();
		me.demand(READS);
		return me;
	}

}
