package io.nagare.workplace;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

import io.nagare.directory.CurrentCaller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.OnceOnly;
import io.nagare.shared.Refusal;
import io.nagare.shared.RefusalWords;
import io.nagare.shared.ToldRefusal;
import io.nagare.ticket.action.TicketActions;
import io.nagare.ticket.Tickets;

/**
 * One action on many tickets, each in a transaction of its own and by the same way in as
 * a single one: what one of them refuses keeps no other from it.
 */
@Component
public class BulkService {

	private static final Logger LOG = LoggerFactory.getLogger(BulkService.class);

	private final TicketActions actions;

	private final Tickets tickets;

	private final RefusalWords words;

	private final CurrentCaller callers;

	private final OnceOnly once;

	BulkService(TicketActions actions, Tickets tickets, RefusalWords words, CurrentCaller callers, OnceOnly once) {
		this.actions = actions;
		this.tickets = tickets;
		this.words = words;
		this.callers = callers;
		this.once = once;
	}

	/**
	 * Performs the action on each of the tickets, one after the other.
	 * @param ids ids or numbers
	 * @param locale in which a refusal is explained
	 * @return what became of each, in their order
	 */
	public List<Verdict> perform(String action, List<String> ids, Map<String, Object> fields, Locale locale) {
		this.callers.requireMember();
		return ids.stream().distinct().map((id) -> perform(action, id, fields, locale)).toList();
	}

	private Verdict perform(String action, String id, Map<String, Object> fields, Locale locale) {
		try {
			UUID ticket = this.tickets.idOf(id, "ids");
			this.once.part(ticket.toString(), () -> this.actions.perform(ticket, action, fields, IfMatch.ANY));
			return new Verdict(id, true, null, null, List.of());
		}
		catch (Refusal refusal) {
			return refused(id, refusal, locale);
		}
		catch (ConcurrencyFailureException ex) {
			return refused(id, Refusal.conflict(null, "concurrent_change"), locale);
		}
		catch (RuntimeException ex) {
			Optional<Refusal> refusal = Refusal.in(ex);
			if (refusal.isPresent()) {
				return refused(id, refusal.get(), locale);
			}
			LOG.error("Could not perform {} on {}", action, id, ex);
			return new Verdict(id, false, "INTERNAL", this.words.summary("INTERNAL", locale), List.of());
		}
	}

	private Verdict refused(String id, Refusal refusal, Locale locale) {
		ToldRefusal told = this.words.told(refusal, locale);
		return new Verdict(id, false, told.code(), told.message(), told.details());
	}

	/**
	 * What became of one ticket.
	 *
	 * @param id as the caller wrote it
	 * @param isDone whether the action was performed
	 * @param code why not: the code of the error it would have been alone; null where it
	 * was
	 * @param message the same for people
	 */
	public record Verdict(String id, boolean isDone, @Nullable String code, @Nullable String message,
			List<ToldRefusal.Reason> details) {
	}

}
