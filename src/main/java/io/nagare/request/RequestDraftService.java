package io.nagare.request;

import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.ticket.TicketFieldsReader;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.query.TicketRow;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The drafts of requests, each its owner's alone. What one says is checked when it is
 * sent: until then it may lack anything.
 */
@Component
@Transactional
public class RequestDraftService {

	/** Kept by one person. */
	static final int MOST = 50;

	/** Characters of what one draft says, as JSON. */
	static final int LONGEST = 50_000;

	private static final String FIELDS = "fields";

	private final RequestDraftRepository drafts;

	private final RequestEligibility eligibility;

	private final RequestType type;

	private final TicketFieldsReader reader;

	private final TicketService tickets;

	private final CurrentCaller callers;

	private final ObjectMapper json;

	RequestDraftService(RequestDraftRepository drafts, RequestEligibility eligibility, RequestType type,
			TicketFieldsReader reader, TicketService tickets, CurrentCaller callers, ObjectMapper json) {
		this.drafts = drafts;
		this.eligibility = eligibility;
		this.type = type;
		this.reader = reader;
		this.tickets = tickets;
		this.callers = callers;
		this.json = json;
	}

	/** The caller's, the last written first. */
	@Transactional(readOnly = true)
	public Paged<RequestDraft> page(PageQuery query) {
		Page<RequestDraft> page = this.drafts.findByOwnerId(me().userId(), PageRequest.of(query.page() - 1,
				query.limit(), Sort.by(Sort.Order.desc("updatedAt"), Sort.Order.asc("id"))));
		return Paged.of(page.getContent(), query, page.getTotalElements());
	}

	/**
	 * One of the caller's.
	 * @throws Refusal NOT_FOUND where it is none of his
	 */
	@Transactional(readOnly = true)
	public RequestDraft one(UUID id) {
		UUID me = me().userId();
		return this.drafts.findById(id).filter((draft) -> draft.isOf(me)).orElseThrow(Refusal::notFound);
	}

	/**
	 * Keeps a new one.
	 * @throws Refusal VALIDATION_FAILED for no known type or too much, FORBIDDEN for one
	 * that the caller may not ask for, CONFLICT for who has too many
	 */
	public RequestDraft keep(Map<String, ? extends @Nullable Object> fields) {
		Caller me = me();
		if (this.drafts.countByOwnerId(me.userId()) >= MOST) {
			throw Refusal.conflict(null, "too_many", MOST);
		}
		return saved(new RequestDraft(me.userId(), fields));
	}

	/**
	 * Writes one anew.
	 * @throws Refusal NOT_FOUND, STALE, VALIDATION_FAILED, FORBIDDEN
	 */
	public RequestDraft change(UUID id, Map<String, ? extends @Nullable Object> fields, IfMatch ifMatch) {
		return saved(taken(id, ifMatch).fill(fields));
	}

	/**
	 * Throws one away.
	 * @throws Refusal NOT_FOUND, STALE
	 */
	public void remove(UUID id, IfMatch ifMatch) {
		this.drafts.delete(taken(id, ifMatch));
	}

	/**
	 * Asks for what one says; the draft is gone then, and stays where that is refused.
	 * @return the request
	 * @throws Refusal NOT_FOUND, STALE; naming every field that is wrong
	 */
	public TicketRow send(UUID id, IfMatch ifMatch) {
		RequestDraft draft = taken(id, ifMatch);
		this.drafts.delete(draft);
		this.drafts.flush();
		return this.tickets.report(this.type, this.reader.read(this.type, draft.fields()));
	}

	private RequestDraft taken(UUID id, IfMatch ifMatch) {
		RequestDraft draft = one(id);
		ifMatch.check(draft.version());
		return draft;
	}

	private RequestDraft saved(RequestDraft draft) {
		Caller me = me();
		this.eligibility.demand(draft.type(), me);
		if (length(draft) > LONGEST) {
			throw Refusal.invalid(FIELDS, "too_long", LONGEST);
		}
		return this.drafts.saveAndFlush(draft);
	}

	private int length(RequestDraft draft) {
		try {
			return this.json.writeValueAsString(draft.fields()).length();
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("What was read as JSON is written as JSON", ex);
		}
	}

	private Caller me() {
		Caller me = this.callers.requireMember();
		me.demand(Request.KIND + ":create");
		return me;
	}

}
