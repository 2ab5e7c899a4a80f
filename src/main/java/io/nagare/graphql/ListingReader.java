package io.nagare.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.query.TicketListing;
import io.nagare.ticket.query.TicketQueries;
import io.nagare.ticket.query.TicketRow;

/** Reads which page of which tickets a question asks for. */
final class ListingReader {

	private static final String PAGE = "page-";

	private ListingReader() {
	}

	/** Where the next page begins; of a list in an order of its own, its number. */
	static @Nullable String next(Paged<?> page) {
		if (page.page() == 0) {
			return page.nextCursor();
		}
		boolean further = page.totalIsLowerBound() ? page.items().size() == page.size()
				: (long) page.page() * page.size() < page.total();
		return further ? PAGE + (page.page() + 1) : null;
	}

	/**
	 * Where the list goes on behind the row; one in an order of its own, behind the page.
	 */
	static String cursor(Paged<?> page, TicketRow row) {
		return (page.page() == 0) ? TicketQueries.cursor(row.ticket()) : PAGE + (page.page() + 1);
	}

	/** Whether the page asked for is behind another. */
	static boolean hasPrevious(DataFetchingEnvironment environment) {
		return !after(environment).isEmpty();
	}

	private static String after(DataFetchingEnvironment environment) {
		Map<String, Object> pagination = Objects.requireNonNullElse(environment.getArgument("pagination"), Map.of());
		return Objects.requireNonNullElse((String) pagination.get("after"), "");
	}

	private static int number(String after) {
		if (after.isEmpty()) {
			return 1;
		}
		if (!after.matches(PAGE + "\\d{1,6}")) {
			throw Refusal.invalid("after", "invalid");
		}
		return Integer.parseInt(after.substring(PAGE.length()));
	}

	/** What a question asks for. */
	static TicketListing of(DataFetchingEnvironment environment) {
		Map<String, Object> filter = Objects.requireNonNullElse(environment.getArgument("filter"), Map.of());
		Map<String, Object> pagination = Objects.requireNonNullElse(environment.getArgument("pagination"), Map.of());
		List<Map<String, Object>> sort = Objects.requireNonNullElse(environment.getArgument("sort"), List.of());
		String order = sort.stream()
			.map((one) -> (Boolean.TRUE.equals(one.get("descending")) ? "-" : "")
					+ GraphJson.snakeCase(String.valueOf(one.get("field"))))
			.collect(Collectors.joining(","));
		String after = after(environment);
		Map<String, @Nullable Object> said = new LinkedHashMap<>();
		filter.forEach((name, value) -> said.put(name, value));
		return new TicketListing(words(said, "status"), words(said, "priority"), words(said, "phase"),
				words(said, "slaState"), words(said, "source"), uuid(said, "assigneeId"), uuid(said, "teamId"),
				uuid(said, "categoryId"), uuid(said, "siteId"), uuid(said, "departmentId"), uuid(said, "reporterId"),
				uuid(said, "ciId"), moment(said, "createdAfter"), moment(said, "createdBefore"), null,
				words(said, "tag"), (said.get("q") != null) ? String.valueOf(said.get("q")) : null, null,
				order.isEmpty() ? null : number(after), (Integer) pagination.get("first"),
				order.isEmpty() ? null : order, order.isEmpty() ? after : null);
	}

	private static @Nullable List<String> words(Map<String, @Nullable Object> said, String name) {
		return (said.get(name) instanceof List<?> list) ? list.stream().map(String::valueOf).toList() : null;
	}

	private static @Nullable UUID uuid(Map<String, @Nullable Object> said, String name) {
		Object value = said.get(name);
		return (value != null) ? Tickets.uuid(value.toString(), GraphJson.snakeCase(name)) : null;
	}

	private static java.time.@Nullable Instant moment(Map<String, @Nullable Object> said, String name) {
		Object value = said.get(name);
		return (value != null) ? java.time.Instant.parse(value.toString()) : null;
	}

}
