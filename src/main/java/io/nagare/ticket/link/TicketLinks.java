package io.nagare.ticket.link;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.Phase;
import io.nagare.shared.Refusal;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.journal.Stamp;

/** How tickets are related to each other. */
@Component
@Transactional
public class TicketLinks {

	private final TicketLinkRepository links;

	private final Tickets tickets;

	private final TicketRecords records;

	private final TicketWork work;

	private final EntityManager entities;

	TicketLinks(TicketLinkRepository links, Tickets tickets, TicketRecords records, TicketWork work,
			EntityManager entities) {
		this.links = links;
		this.tickets = tickets;
		this.records = records;
		this.work = work;
		this.entities = entities;
	}

	/** Whether the ticket is the parent of any. */
	public boolean hasChildren(UUID parent) {
		return !this.links.childrenOf(parent).isEmpty();
	}

	/** Those whose parent the ticket is, whoever asks. */
	@Transactional(readOnly = true)
	public List<Ticket> childrenOf(UUID parent) {
		return this.tickets.all(this.links.childrenOf(parent));
	}

	/**
	 * Those of a kind that are linked with the ticket, in whatever way, and that the
	 * caller may read.
	 */
	@Transactional(readOnly = true)
	public List<Ticket> linkedWith(UUID id, String kind) {
		return this.tickets.all(this.links.linkedWith(id))
			.stream()
			.filter((ticket) -> ticket.kind().equals(kind) && this.work.isOpenToCaller(ticket))
			.toList();
	}

	/**
	 * Links a ticket to another.
	 * @throws Refusal where the target is unknown to the caller, the same, or linked so
	 * already
	 */
	public UUID link(UUID source, UUID target, LinkType type) {
		if (source.equals(target)) {
			throw Refusal.invalid("target_id", "links_itself");
		}
		// always in this order, so that two who link the same tickets do not wait for
		// each other
		Stream.of(source, target).sorted().forEach(this.records::takeIfThere);
		Ticket ticket = this.records.get(Ticket.class, source);
		Ticket other = this.records.find(Ticket.class, target)
			.filter(this.work::isOpenToCaller)
			.orElseThrow(() -> Refusal.invalid("target_id", "unknown_ticket"));
		if (this.links.existsBySourceIdAndTargetIdAndLinkType(source, target, type.word())) {
			throw Refusal.conflict("target_id", "linked_already");
		}
		Stamp stamp = this.work.now();
		ticket.grew(stamp);
		other.grew(stamp);
		UUID id = this.links.save(new TicketLink(source, target, type, stamp)).getId();
		this.work.publish(new TicketsLinked(ticket.ref(), other.ref(), type));
		return id;
	}

	/**
	 * Takes a link of the ticket away again, seen from either end.
	 * @throws Refusal NOT_FOUND where it has no such link to a ticket that the caller may
	 * read, CONFLICT where both have ended
	 */
	public void unlink(UUID id, UUID link) {
		TicketLink found = this.links.findById(link).filter((one) -> one.concerns(id)).orElseThrow(Refusal::notFound);
		List<Ticket> ends = Stream.of(found.source(), found.target())
			.sorted()
			.flatMap((end) -> this.records.takeIfThere(end).stream())
			.toList();
		if (ends.size() != 2 || !ends.stream().allMatch(this.work::isOpenToCaller)) {
			throw Refusal.notFound();
		}
		if (ends.stream().allMatch((end) -> end.phase().isFinal())) {
			throw Refusal.conflict("status", "ended_already", ends.get(0).status());
		}
		Stamp stamp = this.work.now();
		ends.forEach((end) -> end.grew(stamp));
		this.entities.remove(found);
		this.work.publish(new TicketsUnlinked(ends.get(0).ref(), ends.get(1).ref()));
	}

	/**
	 * Links a ticket to another of its kind that says the same, where it is not linked
	 * so.
	 * @param original id or number of the other, the field {@code duplicate_of}
	 * @throws Refusal VALIDATION_FAILED naming the field, where there is none for the
	 * caller, it is the same or of another kind, or was cancelled itself
	 */
	public void linkToOriginal(UUID id, String original) {
		Ticket other = this.tickets.referredTo(original.strip(), "duplicate_of");
		if (other.id().equals(id)) {
			throw Refusal.invalid("duplicate_of", "links_itself");
		}
		if (!other.kind().equals(this.records.get(Ticket.class, id).kind())) {
			throw Refusal.invalid("duplicate_of", "unknown_ticket");
		}
		if (other.phase() == Phase.CANCELLED) {
			throw Refusal.invalid("duplicate_of", "given_up", other.number());
		}
		if (!this.links.existsBySourceIdAndTargetIdAndLinkType(id, other.id(), LinkType.DUPLICATE_OF.word())) {
			link(id, other.id(), LinkType.DUPLICATE_OF);
		}
	}

}
