package io.nagare.mcp;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.shared.Trial;
import io.nagare.ticket.query.TicketRow;

/**
 * Does what moves a ticket, or only tries it: all of it is done then and all of it taken
 * back, so what would refuse it refuses it too.
 */
@Component
class StepRunner {

	private static final Duration MOST = Duration.ofSeconds(20);

	/** What a ticket that is not opened has not. */
	private static final Set<String> OF_OPENED = Set.of("id", "number", "link");

	private final TicketTexts texts;

	private final PlatformTransactionManager transactions;

	StepRunner(TicketTexts texts, PlatformTransactionManager transactions) {
		this.texts = texts;
		this.transactions = transactions;
	}

	/** Answers the ticket as the step leaves it, or would leave it. */
	Map<String, Object> run(String kind, boolean dry, Supplier<TicketRow> step) {
		return answer(dry, this.texts.shown(kind, done(dry, step)));
	}

	/** The same for what opens a ticket; one that is only tried has no number. */
	Map<String, Object> open(String kind, boolean dry, Supplier<TicketRow> opening) {
		Map<String, @Nullable Object> shown = this.texts.shown(kind, done(dry, opening));
		if (dry) {
			shown.keySet().removeIf((name) -> OF_OPENED.contains(name) || name.endsWith("_number"));
		}
		return answer(dry, shown);
	}

	private TicketRow done(boolean dry, Supplier<TicketRow> step) {
		return dry ? Trial.of(this.transactions, MOST, step) : step.get();
	}

	private static Map<String, Object> answer(boolean dry, Map<String, @Nullable Object> ticket) {
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("done", !dry);
		answer.put(Parameter.DRY_RUN, dry);
		answer.put("notice", TicketTexts.NOTICE);
		answer.put(dry ? "ticket_would_be" : "ticket", ticket);
		return answer;
	}

}
