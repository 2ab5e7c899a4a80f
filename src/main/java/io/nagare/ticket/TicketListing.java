package io.nagare.ticket;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

import io.nagare.shared.PageQuery;

/**
 * What a list of tickets is asked for, of whatever practice: the query parameters of the
 * contract.
 */
public record TicketListing(@Nullable List<String> status, @Nullable List<String> priority,
		@Nullable List<String> phase, @BindParam("sla_state") @Nullable List<String> slaState,
		@BindParam("assignee_id") @Nullable UUID assigneeId, @BindParam("team_id") @Nullable UUID teamId,
		@BindParam("category_id") @Nullable UUID categoryId, @BindParam("reporter_id") @Nullable UUID reporterId,
		@BindParam("ci_id") @Nullable UUID ciId, @BindParam("created_after") @Nullable Instant createdAfter,
		@BindParam("created_before") @Nullable Instant createdBefore, @Nullable String q, @Nullable Integer page,
		@Nullable Integer limit, @Nullable String sort, @Nullable String cursor) {

	/** Which tickets. */
	public TicketFilter filter() {
		return new TicketFilter(this.status, this.priority, this.phase, this.slaState, this.assigneeId, this.teamId,
				this.categoryId, this.reporterId, this.ciId, this.createdAfter, this.createdBefore, this.q);
	}

	/**
	 * Which page of them.
	 * @throws io.nagare.shared.Refusal naming every parameter that is wrong
	 */
	public PageQuery query() {
		return PageQuery.of(this.page, this.limit, this.sort, this.cursor, TicketReads.sortable());
	}

}
