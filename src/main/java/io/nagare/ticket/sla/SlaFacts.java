package io.nagare.ticket.sla;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.Directory;
import io.nagare.directory.Team;
import io.nagare.directory.UnitKind;
import io.nagare.directory.User;
import io.nagare.sla.SlaCase;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketTypes;
import io.nagare.vendor.Supplier;
import io.nagare.vendor.Suppliers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the tables and rules of service levels look at. */
@Component
class SlaFacts {

	private final TicketTypes types;

	private final Directory directory;

	private final Cmdb cmdb;

	private final Suppliers suppliers;

	SlaFacts(TicketTypes types, Directory directory, Cmdb cmdb, Suppliers suppliers) {
		this.types = types;
		this.directory = directory;
		this.cmdb = cmdb;
		this.suppliers = suppliers;
	}

	SlaCase of(Ticket ticket) {
		return of(List.of(ticket)).get(0);
	}

	/** Of many tickets, with a question or two in all. */
	List<SlaCase> of(Collection<Ticket> tickets) {
		Map<UUID, User> reporters = this.directory.users(tickets.stream()
			.filter((ticket) -> this.types.of(ticket).isAgreedWithReporter())
			.map(Ticket::reporter)
			.toList());
		Map<UUID, Integer> tiers = this.cmdb.items(tickets.stream().flatMap((one) -> one.cis().stream()).toList())
			.stream()
			.collect(Collectors.toMap(ConfigurationItem::id, ConfigurationItem::tier));
		return tickets.stream().map((ticket) -> of(ticket, reporters.get(ticket.reporter()), tiers)).toList();
	}

	private SlaCase of(Ticket ticket, @Nullable User reporter, Map<UUID, Integer> tiers) {
		Optional<UUID> team = ticket.team();
		int tier = ticket.cis()
			.stream()
			.flatMap((ci) -> Stream.ofNullable(tiers.get(ci)))
			.min(Integer::compare)
			.orElse(0);
		return new SlaCase(ticket.id(), ticket.kind(), ticket.priority(),
				ticket.category()
					.map(this.directory::categoryPath)
					.flatMap((path) -> path.stream().findFirst())
					.orElse(null),
				this.directory.organizationUnitName(UnitKind.SITE, ticket.place().siteId()),
				this.directory.organizationUnitName(UnitKind.DEPARTMENT, ticket.place().departmentId()), tier,
				reporter != null && this.types.of(ticket).isAgreedWithReporter() && reporter.isVip(), ticket.isMajor(),
				team.flatMap(this.directory::team).map(Team::name).orElse(null), team.orElse(null),
				ticket.supplier().flatMap(this.suppliers::supplier).map(Supplier::name).orElse(null), ticket.created());
	}

}
