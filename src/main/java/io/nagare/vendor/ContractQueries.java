package io.nagare.vendor;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.SearchPattern;
import io.nagare.shared.Tenancy;

/** Reads contracts, for those who may see suppliers. */
@Component
@Transactional(readOnly = true)
public class ContractQueries {

	/** What a list can be sorted by, in the words of the API and of SQL. */
	public static final List<String> SORTABLE = List.of("number", "begins_on", "ends_on", "notice_on");

	/** What has no end comes last. */
	private static final String USUAL = "ends_on NULLS LAST, number";

	private static final String FROM = " FROM supplier_contracts WHERE tenant_id = :tenant";

	private final ContractRepository contracts;

	private final Suppliers suppliers;

	private final Cmdb cmdb;

	private final NamedParameterJdbcTemplate jdbc;

	private final Directory directory;

	private final CurrentCaller callers;

	private final Clock clock;

	ContractQueries(ContractRepository contracts, Suppliers suppliers, Cmdb cmdb, NamedParameterJdbcTemplate jdbc,
			Directory directory, CurrentCaller callers, Clock clock) {
		this.contracts = contracts;
		this.suppliers = suppliers;
		this.cmdb = cmdb;
		this.jdbc = jdbc;
		this.directory = directory;
		this.callers = callers;
		this.clock = clock;
	}

	/**
	 * The contracts that fit, those first that end first where the query asks for no
	 * other order.
	 */
	public Paged<View> page(Filter filter, PageQuery query) {
		this.callers.requireMember().demand(SupplierService.READ);
		LocalDate today = today();
		StringBuilder where = new StringBuilder(FROM);
		Map<String, Object> params = new HashMap<>(Map.of("tenant", Tenancy.require().id(), "today", today, "near",
				ContractState.near(today), "limit", query.limit(), "offset", query.offset()));
		if (filter.text() != null) {
			where.append(" AND lower(number) LIKE :pattern");
			params.put("pattern", SearchPattern.of(filter.text()));
		}
		if (filter.supplier() != null) {
			where.append(" AND supplier_id = :supplier");
			params.put("supplier", filter.supplier());
		}
		if (filter.ci() != null) {
			where.append(" AND ci_ids @> ARRAY[CAST(:ci AS uuid)]");
			params.put("ci", filter.ci());
		}
		if (filter.state() != null) {
			where.append(" AND ").append(filter.state().condition());
		}
		Long total = this.jdbc.queryForObject("SELECT count(*)" + where, params, Long.class);
		List<UUID> ids = this.jdbc.queryForList(
				"SELECT id" + where + " ORDER BY " + order(query) + ", id LIMIT :limit OFFSET :offset", params,
				UUID.class);
		return Paged.of(views(ids, today), query, Objects.requireNonNullElse(total, 0L));
	}

	private static String order(PageQuery query) {
		List<String> orders = new ArrayList<>();
		query.sort()
			.forEach((order) -> orders.add(order.field() + (order.descending() ? " DESC" : "") + " NULLS LAST"));
		return orders.isEmpty() ? USUAL : String.join(", ", orders);
	}

	/**
	 * One of them.
	 * @throws Refusal NOT_FOUND
	 */
	public View one(UUID id) {
		this.callers.requireMember().demand(SupplierService.READ);
		return views(List.of(id), today()).stream().findFirst().orElseThrow(Refusal::notFound);
	}

	/**
	 * The contracts that cover an item.
	 * @throws Refusal NOT_FOUND where there is no such item
	 */
	public Paged<View> covering(UUID ci, PageQuery query) {
		this.callers.requireMember().demand(SupplierService.READ);
		if (this.cmdb.item(ci).isEmpty()) {
			throw Refusal.notFound();
		}
		return page(new Filter(null, null, ci, null), query);
	}

	private List<View> views(Collection<UUID> ids, LocalDate today) {
		Map<UUID, SupplierContract> found = this.contracts.findAllById(ids)
			.stream()
			.collect(Collectors.toMap(SupplierContract::id, Function.identity()));
		Map<UUID, Supplier> names = this.suppliers
			.all(found.values().stream().map(SupplierContract::supplier).collect(Collectors.toSet()))
			.stream()
			.collect(Collectors.toMap(Supplier::id, Function.identity()));
		Map<UUID, ConfigurationItem> items = this.cmdb
			.items(found.values().stream().flatMap((one) -> one.cis().stream()).toList())
			.stream()
			.collect(Collectors.toMap(ConfigurationItem::id, Function.identity()));
		return ids.stream()
			.map(found::get)
			.filter(Objects::nonNull)
			.map((one) -> new View(one, Objects.requireNonNull(names.get(one.supplier())), one.state(today),
					one.cis().stream().map(items::get).filter(Objects::nonNull).toList()))
			.toList();
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), this.directory.zone());
	}

	/**
	 * Which contracts somebody looks for; null for all.
	 *
	 * @param text a part of the number, in any case of letters
	 */
	public record Filter(@Nullable String text, @Nullable UUID supplier, @Nullable UUID ci,
			@Nullable ContractState state) {
	}

	/**
	 * A contract as somebody reads it.
	 *
	 * @param items what of its items there still is
	 */
	public record View(SupplierContract contract, Supplier supplier, ContractState state,
			List<ConfigurationItem> items) {
	}

}
