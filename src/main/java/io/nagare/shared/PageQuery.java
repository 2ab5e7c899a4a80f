package io.nagare.shared;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list the caller wants.
 *
 * @param page from 1
 * @param limit how many a page holds, 1 to 100
 * @param sort in which order, most important first; empty for the list's own order
 * @param cursor where to go on; null for numbered pages, empty for the first page by
 * cursor
 */
public record PageQuery(int page, int limit, List<Order> sort, @Nullable String cursor) {

	private static final int DEFAULT_LIMIT = 20;

	private static final int MAX_LIMIT = 100;

	/** So many fields make an order; more cost much and tell nothing. */
	private static final int MAX_FIELDS = 3;

	/** Of a list without end, what lies before a page is read, and thrown away. */
	private static final int MAX_OFFSET = 10_000;

	/** A page number beyond this would overflow the offset. */
	private static final int MAX_PAGE = 1_000_000;

	/**
	 * Reads the query parameters {@code page} and {@code limit} of a list in its own
	 * order.
	 * @throws Refusal naming every parameter that is wrong
	 */
	public static PageQuery of(@Nullable Integer page, @Nullable Integer limit) {
		return of(page, limit, null, null, List.of());
	}

	/**
	 * Reads the query parameters {@code page}, {@code limit}, {@code sort}
	 * ({@code -created_at,priority}) and {@code cursor}.
	 * @param sortable the names that may be sorted by
	 * @throws Refusal naming every parameter that is wrong
	 */
	public static PageQuery of(@Nullable Integer page, @Nullable Integer limit, @Nullable String sort,
			@Nullable String cursor, List<String> sortable) {
		List<Refusal.Detail> wrong = new ArrayList<>();
		if (page != null && (page < 1 || page > MAX_PAGE)) {
			wrong.add(Refusal.Detail.of("page", "out_of_range", 1, MAX_PAGE));
		}
		if (limit != null && (limit < 1 || limit > MAX_LIMIT)) {
			wrong.add(Refusal.Detail.of("limit", "out_of_range", 1, MAX_LIMIT));
		}
		List<Order> orders = new ArrayList<>();
		Set<String> fields = new HashSet<>();
		for (String word : (sort != null && !sort.isBlank()) ? sort.split(",", -1) : new String[0]) {
			boolean descending = word.startsWith("-");
			String field = descending ? word.substring(1) : word;
			if (sortable.contains(field)) {
				if (!fields.add(field) || fields.size() > MAX_FIELDS) {
					throw Refusal.invalid("sort", "sort_too_long", MAX_FIELDS);
				}
				orders.add(new Order(field, descending));
			}
			else {
				wrong.add(Refusal.Detail.of("sort", "not_sortable", field, String.join(", ", sortable)));
			}
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		return new PageQuery((page != null) ? page : 1, (limit != null) ? limit : DEFAULT_LIMIT, orders, cursor);
	}

	/**
	 * The same, of a list without end that can be read by cursor.
	 * @throws Refusal VALIDATION_FAILED for a page too far from the beginning
	 */
	public PageQuery near() {
		if (this.cursor == null && offset() > MAX_OFFSET) {
			throw Refusal.invalid("page", "page_too_far", MAX_OFFSET);
		}
		return this;
	}

	/** How many items lie before the page. */
	public long offset() {
		return (this.page - 1L) * this.limit;
	}

	/**
	 * One criterion of the order.
	 *
	 * @param field the field's name in the API
	 * @param descending whether the greatest comes first
	 */
	public record Order(String field, boolean descending) {
	}

}
