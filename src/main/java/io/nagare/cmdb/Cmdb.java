package io.nagare.cmdb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.identification.CiIdentification;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.SearchPattern;

/**
 * Looks configuration items up, within the bound tenant; for the platform, in all of
 * them. It asks for no permission: its users do.
 */
@Component
@Transactional(readOnly = true)
public class Cmdb {

	/** What a list can be sorted by, in the words of the API. */
	public static final List<String> SORTABLE = List.of("name", "ci_class", "tier", "created_at", "updated_at");

	/** Nobody has this key. */
	private static final UUID NOBODY = new UUID(0, 0);

	/** What the organisation offers its people. */
	private static final String SERVICE = "service";

	/** As many relations as anybody follows. */
	public static final int DEEPEST = 10;

	/**
	 * How far people look: from a database over an application to the services on it. In
	 * a dense net the double of it is nearly everything, which tells nobody anything.
	 */
	public static final int USUAL_DEPTH = 5;

	private static final Map<String, String> PROPERTIES = Map.of("ci_class", "ciClass", "created_at", "createdAt",
			"updated_at", "updatedAt");

	private final ConfigurationItemRepository items;

	private final CiGraphQueries graph;

	private final CiIdentification identification;

	private final EntityManager entities;

	Cmdb(ConfigurationItemRepository items, CiGraphQueries graph, CiIdentification identification,
			EntityManager entities) {
		this.items = items;
		this.graph = graph;
		this.identification = identification;
		this.entities = entities;
	}

	/** Whether the item is what the organisation offers its people. */
	public static boolean isService(ConfigurationItem item) {
		return item.ciClass().equals(SERVICE);
	}

	/** The item, in use or not; empty for a deleted one. */
	public Optional<ConfigurationItem> item(UUID id) {
		return items(List.of(id)).stream().findFirst();
	}

	/**
	 * Whether there is such an item, in use or not, or was before it was deleted.
	 * @param asOf when; null for now
	 */
	public boolean knows(UUID id, @Nullable Instant asOf) {
		return this.items.findById(id).filter((item) -> item.isKnown(asOf)).isPresent();
	}

	/**
	 * Those of the items that exist and are not deleted, in use or not, in no particular
	 * order. Who asks again in the same transaction costs no statement.
	 */
	public List<ConfigurationItem> items(Collection<UUID> ids) {
		List<UUID> each = List.copyOf(new HashSet<>(ids));
		// a load of several is planned anew each time, by Hibernate and by PostgreSQL
		Stream<ConfigurationItem> found = (each.size() == 1)
				? Stream.ofNullable(this.entities.find(ConfigurationItem.class, each.get(0)))
				: this.entities.unwrap(Session.class)
					.byMultipleIds(ConfigurationItem.class)
					.enableSessionCheck(true)
					.enableOrderedReturn(false)
					.multiLoad(each)
					.stream();
		return found.filter((item) -> item != null && item.isKnown(null)).toList();
	}

	/**
	 * The items in use that bear one of the names, or into which one of that name was
	 * merged. Width, case and blanks around a name do not count.
	 */
	public List<ConfigurationItem> named(Collection<String> names) {
		return items(this.identification.named(names));
	}

	/**
	 * The items in use, by name where the query asks for no other order.
	 * @param text a part of name or description, in any case of letters; null for all
	 * @param ciClass the class; null for all
	 */
	public Paged<ConfigurationItem> search(@Nullable String text, @Nullable String ciClass, PageQuery query) {
		return search(text, ciClass, null, null, query);
	}

	/**
	 * The items, by name where the query asks for no other order.
	 * @param text a part of name or description, in any case of letters; null for all
	 * @param ciClass the class; null for all
	 * @param status null for those in use
	 * @param owner the person whose they are; null for all
	 */
	public Paged<ConfigurationItem> search(@Nullable String text, @Nullable String ciClass, @Nullable CiStatus status,
			@Nullable UUID owner, PageQuery query) {
		Page<ConfigurationItem> page = this.items.search(SearchPattern.of(text), (ciClass != null) ? ciClass : "",
				(status != null) ? status.toString() : "", owner == null, (owner != null) ? owner : NOBODY,
				PageRequest.of(query.page() - 1, query.limit(), Sort.by(orders(query))));
		return Paged.of(page.getContent(), query, page.getTotalElements());
	}

	/**
	 * What the user may say that a report is about: the services in use, and what is his;
	 * his own first.
	 * @param text a part of the name, in any case of letters; null for all
	 */
	public Paged<ConfigurationItem> reportable(@Nullable String text, UUID user, PageQuery query) {
		Page<ConfigurationItem> page = this.items.reportable(SearchPattern.of(text), user,
				PageRequest.of(query.page() - 1, query.limit()));
		return Paged.of(page.getContent(), query, page.getTotalElements());
	}

	/** Every service in use, the most important first. */
	public List<ConfigurationItem> allServices() {
		return this.items.search("%", SERVICE, "live", true, NOBODY, Pageable.unpaged(Sort.by("tier", "name", "id")))
			.getContent();
	}

	/** The services in use, the most important first, 200 at most. */
	public List<ConfigurationItem> services() {
		return this.items
			.search("%", SERVICE, "live", true, NOBODY, PageRequest.of(0, 200, Sort.by("tier", "name", "id")))
			.getContent();
	}

	/**
	 * The relations of an item, whichever end it is.
	 * @param asOf when they held; null for now
	 */
	public Paged<CiRelationView> relations(UUID item, @Nullable Instant asOf, PageQuery page) {
		return this.graph.relations(item, asOf, page);
	}

	/**
	 * What an item stands on, or what stands on it, nearest first, each once.
	 * @param depth how many relations away at most, 1 to {@link #DEEPEST}
	 * @param asOf when the relations held; null for now
	 */
	public Paged<ImpactedItem> impact(UUID item, ImpactDirection direction, int depth, @Nullable Instant asOf,
			PageQuery page) {
		return this.graph.impact(item, direction, depth, asOf, page);
	}

	/** What lies around the items, within {@link #USUAL_DEPTH}. */
	public CiNeighbourhood surroundings(Collection<UUID> ids) {
		return this.graph.around(ids, USUAL_DEPTH);
	}

	/** The same of each of the items by itself, at once. */
	public Map<UUID, CiNeighbourhood> surroundingsOfEach(Collection<UUID> ids) {
		return this.graph.aroundEach(ids, USUAL_DEPTH);
	}

	/**
	 * The items, and everything within {@link #USUAL_DEPTH} one of whose faults can reach
	 * one of them.
	 */
	public Set<UUID> foundations(Collection<UUID> ids) {
		return this.graph.below(ids, USUAL_DEPTH);
	}

	/**
	 * The services in use among the items and what a fault of one of them can reach
	 * within {@link #USUAL_DEPTH}, the most important first.
	 */
	public List<ConfigurationItem> servicesReached(Collection<UUID> ids) {
		return items(surroundings(ids).closure()).stream()
			.filter((item) -> item.isActive() && isService(item))
			.sorted(Comparator.comparing(ConfigurationItem::tier).thenComparing(ConfigurationItem::name))
			.toList();
	}

	/** The items in use for which the user or one of the teams answers. */
	public Set<UUID> ownedBy(UUID user, Collection<UUID> teams) {
		return Set.copyOf(this.items.ownedBy(user, teams));
	}

	/**
	 * How many services in use within {@link #USUAL_DEPTH} a fault of one of the items
	 * can reach, themselves left out.
	 */
	public int servicesDownstream(Collection<UUID> ids) {
		return this.graph.servicesDownstream(ids, USUAL_DEPTH);
	}

	/**
	 * Those of the items with maintenance windows of their own that do not hold the whole
	 * period.
	 */
	public List<ConfigurationItem> outsideMaintenance(Collection<UUID> ids, Instant from, Instant to) {
		return items(ids).stream()
			.filter((item) -> item.maintenance().filter((windows) -> !windows.holds(from, to)).isPresent())
			.toList();
	}

	/** When the maintenance windows of those items that have any are open. */
	public List<MaintenanceTime> maintenance(Collection<UUID> ids, Instant from, Instant to) {
		return times(ids, (windows) -> windows.open(from, to));
	}

	/** When the maintenance windows of those items that have any are closed. */
	public List<MaintenanceTime> outsideMaintenanceTimes(Collection<UUID> ids, Instant from, Instant to) {
		return times(ids, (windows) -> windows.closed(from, to));
	}

	private List<MaintenanceTime> times(Collection<UUID> ids,
			Function<MaintenanceWindows, List<MaintenanceWindows.Span>> when) {
		return items(ids).stream()
			.flatMap((item) -> item.maintenance()
				.map(when)
				.orElse(List.of())
				.stream()
				.map((span) -> new MaintenanceTime(item.id(), item.name(), span.start(), span.end())))
			.sorted(Comparator.comparing(MaintenanceTime::start).thenComparing(MaintenanceTime::ciId))
			.toList();
	}

	private static List<Sort.Order> orders(PageQuery query) {
		List<Sort.Order> orders = new ArrayList<>();
		for (PageQuery.Order order : query.sort()) {
			String property = PROPERTIES.getOrDefault(order.field(), order.field());
			orders.add(order.descending() ? Sort.Order.desc(property) : Sort.Order.asc(property));
		}
		if (orders.isEmpty()) {
			orders.add(Sort.Order.asc("name"));
		}
		// no two items are alike, so that no page repeats what another one showed
		orders.add(Sort.Order.asc("id"));
		return orders;
	}

}
