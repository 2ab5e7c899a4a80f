package io.nagare.cmdb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;

/**
 * Looks configuration items up, within the bound tenant; for the platform, in all of
 * them. It asks for no permission: its users do.
 */
@Component
@Transactional(readOnly = true)
public class Cmdb {

	/** What a list can be sorted by, in the words of the API. */
	public static final List<String> SORTABLE = List.of("name", "ci_class", "tier", "created_at", "updated_at");

	private static final Map<String, String> PROPERTIES = Map.of("ci_class", "ciClass", "created_at", "createdAt",
			"updated_at", "updatedAt");

	private final ConfigurationItemRepository items;

	Cmdb(ConfigurationItemRepository items) {
		this.items = items;
	}

	/** The item, in use or not. */
	public Optional<ConfigurationItem> item(UUID id) {
		return this.items.findById(id);
	}

	/** Those of the items that exist, in use or not, in no particular order. */
	public List<ConfigurationItem> items(Collection<UUID> ids) {
		return this.items.findAllById(new HashSet<>(ids));
	}

	/**
	 * The items and every other one that a change of them could affect: what depends on
	 * them. Nothing does as long as relations are not recorded.
	 */
	public Set<UUID> closure(Collection<UUID> ids) {
		return new LinkedHashSet<>(ids);
	}

	/**
	 * Those of the items with maintenance windows of their own none of which holds the
	 * whole period. No item has any as long as they are not recorded.
	 */
	public List<ConfigurationItem> outsideMaintenance(Collection<UUID> ids, Instant from, Instant to) {
		return List.of();
	}

	/**
	 * The items in use, by name where the query asks for no other order.
	 * @param text a part of name or description, in any case of letters; null for all
	 * @param ciClass the class; null for all
	 */
	public Paged<ConfigurationItem> search(@Nullable String text, @Nullable String ciClass, PageQuery query) {
		Page<ConfigurationItem> page = this.items.search(pattern(text), (ciClass != null) ? ciClass : "",
				PageRequest.of(query.page() - 1, query.limit(), Sort.by(orders(query))));
		return Paged.of(page.getContent(), query, page.getTotalElements());
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

	private static String pattern(@Nullable String text) {
		return (text != null) ? "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\\\%_]", "\\\\$0") + "%"
				: "%";
	}

}
