package io.nagare.ticket.sla;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;
import io.nagare.sla.ServiceLevels;
import io.nagare.sla.SlaChange;
import io.nagare.sla.calendar.CalendarDraft;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.Tickets;
import io.nagare.workflow.DecisionTableView;
import io.nagare.workflow.Decisions;

/**
 * Applies what is in force now, tables, rules and calendars, to tickets that are open
 * already. A change of any of them concerns new tickets only, until somebody who may says
 * otherwise here.
 */
@Component
public class SlaPolicies {

	private static final String MANAGE = "sla:manage";

	private static final String READ = "sla:read";

	/** What is agreed, how long that is, and who hears of what runs late. */
	private static final List<String> TABLES = List.of("sla-definitions", "sla-targets", "sla-escalation");

	private static final int CHUNK = 500;

	private static final int PER_EVENT = 50;

	private static final String OPEN = """
			SELECT id FROM tickets WHERE tenant_id = ? AND kind = ? AND phase IN ('open', 'in_work', 'on_hold')
			 AND sla_state IS NOT NULL AND deleted_at IS NULL ORDER BY id
			""";

	private final JdbcTemplate jdbc;

	private final ServiceLevels serviceLevels;

	private final TicketClocks clocks;

	private final CurrentCaller callers;

	private final ApplicationEventPublisher events;

	private final TicketTypes types;

	private final Decisions decisions;

	SlaPolicies(JdbcTemplate jdbc, ServiceLevels serviceLevels, TicketClocks clocks, CurrentCaller callers,
			ApplicationEventPublisher events, TicketTypes types, Decisions decisions) {
		this.jdbc = jdbc;
		this.serviceLevels = serviceLevels;
		this.clocks = clocks;
		this.callers = callers;
		this.events = events;
		this.types = types;
		this.decisions = decisions;
	}

	/**
	 * The tables of service levels that are in force.
	 * @throws io.nagare.shared.Refusal FORBIDDEN for who may not read service levels
	 */
	@Transactional(readOnly = true)
	public List<DecisionTableView> tables() {
		this.callers.requireMember().demand(READ);
		return TABLES.stream().map(this.decisions::table).toList();
	}

	/**
	 * Which clocks of open tickets would be due at another time.
	 * @param retroactive from their start; otherwise from now
	 * @param draft a calendar as it might become; null for what is in force
	 * @throws io.nagare.shared.Refusal FORBIDDEN for who may not manage service levels
	 */
	@Transactional(readOnly = true)
	public List<SlaChange> preview(boolean retroactive, @Nullable CalendarDraft draft) {
		this.callers.require().demand(MANAGE);
		List<SlaChange> changes = new ArrayList<>();
		for (TicketType<?, ?> type : this.types.all()) {
			for (List<UUID> chunk : chunks(open(type), CHUNK)) {
				changes.addAll(this.serviceLevels.preview(this.clocks.cases(chunk), retroactive, draft));
			}
		}
		return changes;
	}

	/**
	 * Applies it, in the background.
	 * @return how many tickets are looked at
	 * @throws io.nagare.shared.Refusal FORBIDDEN for who may not manage service levels
	 */
	@Transactional
	public int apply(boolean retroactive) {
		this.callers.require().demand(MANAGE);
		int tickets = 0;
		for (TicketType<?, ?> type : this.types.all()) {
			List<UUID> open = open(type);
			tickets += open.size();
			chunks(open, PER_EVENT)
				.forEach((chunk) -> this.events.publishEvent(new Due(Tenancy.require(), chunk, retroactive)));
		}
		return tickets;
	}

	/**
	 * Without a transaction of its own: each ticket changes in its own. Done twice, it
	 * changes nothing more.
	 */
	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(Due due) {
		due.tickets().forEach((ticket) -> this.clocks.apply(ticket, due.retroactive()));
	}

	private List<UUID> open(TicketType<?, ?> type) {
		return this.jdbc.queryForList(OPEN, UUID.class, Tenancy.require().id(), type.kind());
	}

	private static List<List<UUID>> chunks(List<UUID> all, int size) {
		List<List<UUID>> chunks = new ArrayList<>();
		for (int from = 0; from < all.size(); from += size) {
			chunks.add(List.copyOf(all.subList(from, Math.min(all.size(), from + size))));
		}
		return chunks;
	}

	/**
	 * Tickets that are to run by what is in force.
	 *
	 * @param tenant whose they are
	 * @param retroactive from their start; otherwise from now
	 */
	record Due(TenantId tenant, List<UUID> tickets, boolean retroactive) implements TenantEvent {
	}

}
