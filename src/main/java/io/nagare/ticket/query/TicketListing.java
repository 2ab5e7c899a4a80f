package io.nagare.ticket.query;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionService;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.util.MultiValueMap;
import org.springframework.validation.DataBinder;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.support.BindParamNameResolver;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

import io.nagare.shared.PageQuery;
import io.nagare.shared.Refusal;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What a list of tickets is asked for, of whatever practice: the query parameters of the
 * contract.
 */
public record TicketListing(@Nullable List<String> status, @Nullable List<String> priority,
		@Nullable List<String> phase, @BindParam("sla_state") @Nullable List<String> slaState,
		@Nullable List<String> source, @BindParam("assignee_id") @Nullable UUID assigneeId,
		@BindParam("team_id") @Nullable UUID teamId, @BindParam("category_id") @Nullable UUID categoryId,
		@BindParam("site_id") @Nullable UUID siteId, @BindParam("department_id") @Nullable UUID departmentId,
		@BindParam("reporter_id") @Nullable UUID reporterId, @BindParam("ci_id") @Nullable UUID ciId,
		@BindParam("created_after") @Nullable Instant createdAfter,
		@BindParam("created_before") @Nullable Instant createdBefore, @Nullable List<String> field,
		@Nullable List<String> tag, @Nullable String q, @Nullable String view, @Nullable Integer page,
		@Nullable Integer limit, @Nullable String sort, @Nullable String cursor) {

	/** What narrows a list; the others say which page of it. */
	private static final Set<String> OF_FILTERS = Set.of("status", "priority", "phase", "sla_state", "source",
			"assignee_id", "team_id", "category_id", "site_id", "department_id", "reporter_id", "ci_id",
			"created_after", "created_before", "field", "tag", "q", "view");

	private static final ConversionService CONVERSIONS = new DefaultFormattingConversionService();

	/** Those of a standing view. */
	public static TicketListing ofView(String view) {
		return new TicketListing(null, null, null, null, null, null, null, null, null, null, null, null, null, null,
				null, null, null, view, null, null, null, null);
	}

	/** The same tickets by cursor, newest first, so many at a time. */
	public TicketListing from(String cursor, int limit) {
		return new TicketListing(this.status, this.priority, this.phase, this.slaState, this.source, this.assigneeId,
				this.teamId, this.categoryId, this.siteId, this.departmentId, this.reporterId, this.ciId,
				this.createdAfter, this.createdBefore, this.field, this.tag, this.q, this.view, null, limit, null,
				cursor);
	}

	/**
	 * What somebody kept of the address of a list.
	 * @param query its parameters, such as {@code view=mine&priority=high}
	 * @param sort the parameter of that name
	 * @throws Refusal VALIDATION_FAILED naming a parameter that is none of a filter's, or
	 * has a value that it cannot have
	 */
	public static TicketListing of(String query, @Nullable String sort) {
		MultiValueMap<String, String> said = UriComponentsBuilder.newInstance().query(query).build().getQueryParams();
		Map<String, Object> values = new HashMap<>();
		said.forEach((name, words) -> {
			if (!OF_FILTERS.contains(name)) {
				throw Refusal.invalid("filter", "unknown_parameter", name);
			}
			List<String> decoded = words.stream()
				.map((word) -> UriUtils.decode((word != null) ? word : "", UTF_8))
				.toList();
			// one text may hold several values, as in the list's own address
			values.put(name, (decoded.size() == 1) ? decoded.get(0) : decoded);
		});
		if (sort != null) {
			values.put("sort", sort);
		}
		DataBinder binder = new DataBinder(null);
		binder.setTargetType(ResolvableType.forClass(TicketListing.class));
		binder.setNameResolver(new BindParamNameResolver());
		binder.setConversionService(CONVERSIONS);
		binder.construct(new Said(values));
		FieldError wrong = binder.getBindingResult().getFieldError();
		if (wrong != null || !(binder.getTarget() instanceof TicketListing listing)) {
			throw Refusal.invalid("filter", "unknown_parameter", (wrong != null) ? wrong.getField() : query);
		}
		listing.query();
		return listing;
	}

	/** Which tickets. */
	public TicketFilter filter() {
		return new TicketFilter(this.status, this.priority, this.phase, this.slaState, this.source, this.assigneeId,
				this.teamId, this.categoryId, this.siteId, this.departmentId, this.reporterId, this.ciId,
				this.createdAfter, this.createdBefore, this.field, this.tag, this.q, this.view);
	}

	/**
	 * Which page of them.
	 * @throws io.nagare.shared.Refusal naming every parameter that is wrong
	 */
	public PageQuery query() {
		return PageQuery.of(this.page, this.limit, this.sort, this.cursor, TicketReads.sortable(this.sort)).near();
	}

	/** Parameters by their names. */
	private record Said(Map<String, Object> values) implements DataBinder.ValueResolver {

		@Override
		public @Nullable Object resolveValue(String name, Class<?> type) {
			return this.values.get(name);
		}

		@Override
		public Set<String> getNames() {
			return this.values.keySet();
		}

	}

}
