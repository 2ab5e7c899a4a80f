package io.nagare.incident.hold;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.ticket.notice.TicketNoticeService;
import io.nagare.change.Change;
import io.nagare.incident.Incident;
import io.nagare.incident.IncidentProcess;
import io.nagare.incident.IncidentRepository;
import io.nagare.notification.Notice;
import io.nagare.shared.Label;
import io.nagare.shared.RandomToken;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.shared.TicketRef;
import io.nagare.sla.ServiceLevels;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.link.TicketLinks;
import io.nagare.vendor.Supplier;
import io.nagare.vendor.Suppliers;

/**
 * The problems and changes that incidents are held for, and what the incidents hear of
 * them. A hold names what it waits for; what is linked later, or concerns the incident in
 * another way, neither ends it nor keeps it up.
 */
@Component
@Transactional
public class HoldService {

	private static final int LONGEST_REFERENCE = 100;

	/** The reasons to hold that wait for a ticket, each with the ticket's kind. */
	private static final Map<String, String> KINDS = Map.of(Incident.AWAITING_PROBLEM, "problem",
			Incident.AWAITING_CHANGE, Change.KIND);

	private static final Map<String, Label> IN_VAIN = Map.of("problem", Texts.label("incident.note.problem_given_up"),
			Change.KIND, Texts.label("incident.note.change_given_up"));

	private final TicketWork work;

	private final IncidentRepository incidents;

	private final IncidentProcess process;

	private final TicketLinks links;

	private final TicketNoticeService notices;

	private final ServiceLevels serviceLevels;

	private final Suppliers suppliers;

	HoldService(TicketWork work, IncidentRepository incidents, IncidentProcess process, TicketLinks links,
			TicketNoticeService notices, ServiceLevels serviceLevels, Suppliers suppliers) {
		this.work = work;
		this.incidents = incidents;
		this.process = process;
		this.links = links;
		this.notices = notices;
		this.serviceLevels = serviceLevels;
		this.suppliers = suppliers;
	}

	/**
	 * What an incident that is held for the reason waits for: the linked tickets of that
	 * kind that are neither over nor shelved.
	 * @return empty for a reason that waits for no ticket
	 * @throws Refusal VALIDATION_FAILED where there are none
	 */
	public List<UUID> linked(UUID incident, String reason) {
		@Nullable String kind = KINDS.get(reason);
		if (kind == null) {
			return List.of();
		}
		List<UUID> awaited = this.links.linkedWith(incident, kind)
			.stream()
			.filter((ticket) -> !isOver(ticket) && !isShelved(ticket))
			.map(Ticket::id)
			.sorted()
			.toList();
		if (awaited.isEmpty()) {
			throw Refusal.invalid("hold_reason", "nothing_to_await");
		}
		return awaited;
	}

	/**
	 * The supplier that an incident is held for.
	 * @param supplierId its id; null or empty for none
	 * @param reference under which number it has the incident
	 * @return null for none
	 * @throws Refusal VALIDATION_FAILED naming the field, for one that is not known or
	 * not active, and for either where the reason is another
	 */
	public @Nullable UUID supplier(String reason, @Nullable String supplierId, @Nullable String reference) {
		String named = (supplierId != null) ? supplierId.strip() : "";
		String number = (reference != null) ? reference.strip() : "";
		if (!Incident.AWAITING_VENDOR.equals(reason) && !(named + number).isEmpty()) {
			throw Refusal.invalid(named.isEmpty() ? "vendor_reference" : "supplier_id", "only_for_vendor");
		}
		if (number.length() > LONGEST_REFERENCE) {
			throw Refusal.invalid("vendor_reference", "too_long", LONGEST_REFERENCE);
		}
		if (named.isEmpty()) {
			return null;
		}
		UUID supplier = Tickets.uuid(named, "supplier_id");
		if (this.suppliers.supplier(supplier).filter(Supplier::isActive).isEmpty()) {
			throw Refusal.invalid("supplier_id", "unknown_supplier");
		}
		return supplier;
	}

	/** A problem is over when it is resolved, a change when its review is done too. */
	private static boolean isOver(Ticket ticket) {
		return ticket.kind().equals(Change.KIND) ? ticket.phase().isFinal() : !ticket.phase().isActive();
	}

	private boolean isShelved(Ticket ticket) {
		return ticket.isShelved(LocalDate.ofInstant(this.work.now().at(), this.serviceLevels.zone()));
	}

	/** The incidents that are held for the ticket, and perhaps for others too. */
	@Transactional(readOnly = true)
	public List<UUID> heldFor(UUID ticket) {
		return this.incidents.heldFor(ticket);
	}

	/**
	 * Lets an incident go on where all that it is held for is over. Nothing happens to
	 * one that is not held for tickets.
	 * @throws Refusal NOT_FOUND where there is no such incident
	 */
	public void settle(UUID id) {
		settle(this.work.take(Incident.class, id));
	}

	private void settle(Incident incident) {
		List<UUID> awaited = incident.awaited();
		if (!awaited.isEmpty() && this.work.all(awaited).stream().allMatch(HoldService::isOver)) {
			this.process.awaitedWorkCompleted(incident.id());
		}
	}

	/**
	 * The ticket will not bring what an incident may be held for: a note says so and its
	 * assignee is told, once. Where nothing else is awaited, it goes on. Nothing happens
	 * to an incident that is not held for the ticket.
	 * @throws Refusal NOT_FOUND where there is no such incident
	 */
	public void waitsInVain(UUID id, TicketRef ticket) {
		Incident incident = this.work.take(Incident.class, id);
		if (!incident.awaited().contains(ticket.id())) {
			return;
		}
		Label note = Objects.requireNonNull(IN_VAIN.get(ticket.kind())).with(ticket.number());
		if (this.work.tellsFirst(id, "waits_in_vain " + ticket.id())) {
			this.work.note(id, note, false);
			this.notices.tell(incident, "waits_in_vain", Notice.of("incident.waits_in_vain", incident.title(), note));
		}
		settle(incident);
	}

	/**
	 * Another ticket stands for the one that an incident may be held for: from now on it
	 * waits for the other, and a note says so. Nothing happens to an incident that is not
	 * held for the ticket.
	 * @throws Refusal NOT_FOUND where there is no such incident
	 */
	public void awaitsInstead(UUID id, TicketRef ticket, TicketRef original) {
		Incident incident = this.work.take(Incident.class, id);
		if (!incident.awaited().contains(ticket.id())) {
			return;
		}
		this.work.save(incident.awaitInstead(ticket.id(), original.id()));
		this.work.note(id, Texts.label("incident.note.awaits_original", ticket.number(), original.number()), false);
		if (this.work.all(List.of(original.id())).stream().anyMatch(this::isShelved)) {
			waitsInVain(id, original);
		}
		else {
			settle(incident);
		}
	}

	/**
	 * Tells an open incident of a workaround for the problem behind it, once.
	 * @param note what is to be read of it
	 * @param forReporter whether the incident's reporter reads it too
	 * @param resume whether it goes on where it is held for the problem
	 * @throws Refusal NOT_FOUND where there is no such incident
	 */
	public void offerWorkaround(UUID id, UUID problem, Label note, boolean forReporter, boolean resume) {
		Incident incident = this.work.take(Incident.class, id);
		if (!incident.phase().isActive()) {
			return;
		}
		if (this.work.tellsFirst(id, "workaround " + RandomToken.hash(problem + note.both()))) {
			this.work.note(id, note, forReporter);
		}
		if (resume && incident.awaited().contains(problem)) {
			this.process.awaitedWorkCompleted(id);
		}
	}

}
