package io.nagare.servicenow.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

import io.nagare.servicenow.Cell;
import io.nagare.servicenow.EncodedQuery;
import io.nagare.servicenow.EncodedQuery.Condition;
import io.nagare.servicenow.Table;
import io.nagare.servicenow.TableRecord;
import io.nagare.shared.Refusal;

/**
 * What the parameters of a request say.
 *
 * @param conditions which records
 * @param fields the columns that are shown; empty for all
 * @param display how values are shown
 * @param linked whether references show where they lead
 * @param base the address that keys of other tables stand behind
 * @param paged whether the pages around this one are named
 * @param saysShown whether what is written is said as people read it
 */
record TableQuery(EncodedQuery conditions, List<String> fields, int limit, long offset, Display display, boolean linked,
		String base, boolean paged, boolean saysShown) {

	private static final int MOST = 10_000;

	private static final String FIELDS = "sysparm_fields";

	private static final String LIMIT = "sysparm_limit";

	private static final String OFFSET = "sysparm_offset";

	private static final String DISPLAY = "sysparm_display_value";

	private static final String UNLINKED = "sysparm_exclude_reference_link";

	private static final String UNPAGED = "sysparm_suppress_pagination_header";

	private static final String SAYS_SHOWN = "sysparm_input_display_value";

	/** Every column, as programs read it. */
	static final TableQuery WHOLE = new TableQuery(EncodedQuery.of(""), List.of(), MOST, 0, Display.VALUE, false, "",
			false, false);

	/** What changes nothing here. */
	private static final Set<String> IDLE = Set.of("sysparm_view", "sysparm_no_count", "sysparm_query_no_domain",
			"sysparm_query_category", "sysparm_suppress_auto_sys_field");

	private static final Set<String> OWN = Set.of(EncodedQuery.PARAMETER, FIELDS, LIMIT, OFFSET, DISPLAY, UNLINKED,
			UNPAGED, SAYS_SHOWN);

	/** From a record to another, and on to a column of that. */
	private static final int MOST_STEPS = 4;

	/** More than any table has, with a column of each record that it refers to. */
	private static final int MOST_FIELDS = 200;

	/** Who reads further goes on by the key: what stands before is not read again. */
	private static final int FURTHEST = 100_000;

	/**
	 * Reads the parameters.
	 * @param searches whether others name columns and values to look for
	 * @throws Refusal VALIDATION_FAILED naming one that has no meaning here
	 */
	static TableQuery of(HttpServletRequest request, boolean searches) {
		List<Condition> named = new ArrayList<>();
		request.getParameterMap().forEach((name, values) -> {
			if (OWN.contains(name) || IDLE.contains(name)) {
				return;
			}
			if (!searches || name.startsWith("sysparm_")) {
				throw Refusal.invalid(name, "unknown_parameter", name);
			}
			named.add(Condition.is(name, values[0]));
		});
		return new TableQuery(EncodedQuery.of(said(request, EncodedQuery.PARAMETER)).and(named), fields(request),
				(int) number(request, LIMIT, MOST, MOST), number(request, OFFSET, 0, FURTHEST), Display.of(request),
				!flag(request, UNLINKED),
				ServletUriComponentsBuilder.fromContextPath(request).path(TableController.ROOT).toUriString(),
				!flag(request, UNPAGED), flag(request, SAYS_SHOWN));
	}

	private static String said(HttpServletRequest request, String name) {
		@Nullable String value = request.getParameter(name);
		return (value != null) ? value : "";
	}

	private static List<String> fields(HttpServletRequest request) {
		List<String> fields = Stream.of(said(request, FIELDS).split(","))
			.map(String::strip)
			.filter((field) -> !field.isEmpty())
			.distinct()
			.toList();
		if (fields.size() > MOST_FIELDS) {
			throw Refusal.invalid(FIELDS, "too_many", MOST_FIELDS);
		}
		if (fields.stream().anyMatch((field) -> field.split("\\.").length > MOST_STEPS)) {
			throw Refusal.invalid(FIELDS, "too_many", MOST_STEPS);
		}
		return fields;
	}

	private static boolean flag(HttpServletRequest request, String name) {
		String said = said(request, name).toLowerCase(Locale.ROOT);
		if (!List.of("", "true", "false").contains(said)) {
			throw Refusal.invalid(name, "not_a_choice", "true, false");
		}
		return said.equals("true");
	}

	private static long number(HttpServletRequest request, String name, long otherwise, long most) {
		String said = said(request, name);
		if (said.isEmpty()) {
			return otherwise;
		}
		long least = name.equals(LIMIT) ? 1 : 0;
		if (!said.matches("[0-9]{1,18}") || Long.parseLong(said) < least) {
			throw Refusal.invalid(name, "out_of_range", least, most);
		}
		long number = Long.parseLong(said);
		if (number > most && name.equals(OFFSET)) {
			throw Refusal.invalid(name, "offset_too_far", most);
		}
		// who wants more at once gets as many as there are at once, and reads on by the
		// links
		return Math.min(number, most);
	}

	/** The columns as they are said. */
	Table.Input input(Map<String, @Nullable Object> said) {
		return new Table.Input(said, this.saysShown);
	}

	static String value(TableRecord record, String column) {
		@Nullable Cell cell = record.cells().get(column);
		return (cell != null) ? cell.value() : "";
	}

	/**
	 * The record with the columns and in the form that were asked for; a column that it
	 * has not is empty.
	 */
	Map<String, Object> shown(TableRecord record) {
		Map<String, Object> shown = new LinkedHashMap<>();
		Object empty = shown(Cell.EMPTY);
		(this.fields.isEmpty() ? record.cells().keySet() : this.fields).forEach((column) -> {
			@Nullable Cell cell = record.cells().get(column);
			shown.put(column, (cell != null) ? shown(cell) : empty);
		});
		return shown;
	}

	private Object shown(Cell cell) {
		@Nullable String table = cell.table();
		Map<String, Object> parts = new LinkedHashMap<>();
		if (this.display != Display.VALUE) {
			parts.put("display_value", cell.display());
		}
		if (table != null && this.linked) {
			parts.put("link", this.base + "/" + table + "/" + cell.value());
		}
		if (this.display != Display.SHOWN) {
			parts.put("value", cell.value());
		}
		boolean plain = parts.size() == 1;
		return plain ? parts.values().iterator().next() : parts;
	}

	/** The first, the pages beside this one, and the last. */
	Optional<String> links(HttpServletRequest request, long total) {
		if (!this.paged || total <= this.limit) {
			return Optional.empty();
		}
		List<String> links = new ArrayList<>();
		links.add(link(request, 0, "first"));
		if (this.offset > 0) {
			links.add(link(request, Math.max(0, this.offset - this.limit), "prev"));
		}
		if (this.offset + this.limit < total) {
			links.add(link(request, this.offset + this.limit, "next"));
		}
		links.add(link(request, (total - 1) / this.limit * this.limit, "last"));
		return Optional.of(String.join(",", links));
	}

	/** Encoded anew: programs leave signs in a query that belong in none. */
	private String link(HttpServletRequest request, long from, String which) {
		Map<String, String> said = new LinkedHashMap<>();
		request.getParameterMap().forEach((name, values) -> said.put(name, values[0]));
		said.put(LIMIT, Integer.toString(this.limit));
		said.put(OFFSET, Long.toString(from));
		String address = ServletUriComponentsBuilder.fromContextPath(request)
			.path(request.getServletPath())
			.toUriString();
		return said.entrySet()
			.stream()
			.map((one) -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
			.collect(Collectors.joining("&", "<" + address + "?", ">;rel=\"" + which + "\""));
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	/** How values are shown. */
	enum Display {

		/** As programs read them. */
		VALUE,

		/** As people read them. */
		SHOWN,

		/** Both. */
		BOTH;

		private static Display of(HttpServletRequest request) {
			return switch (said(request, DISPLAY).toLowerCase(Locale.ROOT)) {
				case "", "false" -> VALUE;
				case "true" -> SHOWN;
				case "all" -> BOTH;
				default -> throw Refusal.invalid(DISPLAY, "not_a_choice", "true, false, all");
			};
		}

	}

}
