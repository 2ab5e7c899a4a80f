package io.nagare.trial;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.shared.Refusal;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.copy.CopiedFields;
import io.nagare.workflow.KeptFields;

/** Reads tickets that have ended as what can be walked again. */
@Component
class PastTickets {

	private final Tickets tickets;

	private final TicketTypes types;

	private final CopiedFields fields;

	private final KeptFields kept;

	private final ModelCaseStore store;

	private final TransactionTemplate transaction;

	PastTickets(Tickets tickets, TicketTypes types, CopiedFields fields, KeptFields kept, ModelCaseStore store,
			PlatformTransactionManager transactions) {
		this.tickets = tickets;
		this.types = types;
		this.fields = fields;
		this.kept = kept;
		this.store = store;
		this.transaction = new TransactionTemplate(transactions);
		this.transaction.setReadOnly(true);
	}

	/**
	 * One of them.
	 * @throws Refusal NOT_FOUND where the caller may not read it, CONFLICT where it goes
	 * on
	 */
	PastTicket one(String idOrNumber) {
		return reading(() -> {
			Ticket ticket = this.tickets.readable(idOrNumber, "ticket");
			if (!ticket.phase().isFinal()) {
				throw Refusal.conflict("ticket", "case_goes_on", ticket.number());
			}
			return read(ticket, this.store.courses(List.of(ticket.id())), this.kept.fields());
		});
	}

	/**
	 * The latest of the bound tenant that went through one of the processes, the latest
	 * first.
	 * @param from reported since then
	 * @param to reported before then
	 */
	List<UUID> ended(Collection<String> processes, Instant from, Instant to, int most) {
		return reading(() -> this.store.ended(processes, from, to, most));
	}

	/** Some of the bound tenant, in no order. */
	List<PastTicket> some(List<UUID> ids) {
		return reading(() -> {
			Map<String, KeptFields.KeptField> types = this.kept.fields();
			Map<UUID, List<ModelCaseStore.Line>> lines = this.store.courses(ids);
			return this.tickets.all(ids).stream().map((ticket) -> read(ticket, lines, types)).toList();
		});
	}

	private <T> T reading(Supplier<T> work) {
		return Objects.requireNonNull(this.transaction.execute((status) -> work.get()));
	}

	private PastTicket read(Ticket ticket, Map<UUID, List<ModelCaseStore.Line>> courses,
			Map<String, KeptFields.KeptField> kept) {
		TicketType<?, ?> type = this.types.of(ticket);
		List<ModelCaseStore.Line> lines = courses.getOrDefault(ticket.id(), List.of());
		return new PastTicket(ticket.id(), ticket.number(), type.kind(), process(lines, type.kind()),
				lines.isEmpty() ? Instant.EPOCH : lines.get(0).at(), lines,
				CaseRecorder.start(this.fields.of(type, ticket), kept, lines));
	}

	/**
	 * The process that it began, which is called as its kind where nobody wrote it down.
	 */
	private static String process(List<ModelCaseStore.Line> lines, String kind) {
		for (ModelCaseStore.Line line : lines) {
			if (line.isStep() && line.process() != null) {
				return line.process();
			}
		}
		return kind;
	}

	/**
	 * A ticket that has ended.
	 *
	 * @param process key of the process that it began
	 * @param at when it began
	 * @param lines its history
	 * @param start what its report says
	 */
	record PastTicket(UUID id, String number, String kind, String process, Instant at, List<ModelCaseStore.Line> lines,
			Map<String, Object> start) {
	}

}
