package io.nagare.ticket.link;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
import io.nagare.workflow.RetiredWords;

/** How tickets are related to each other. */
@Component
@Transactional
public class TicketLinks {

	private final TicketLinkRepository links;

	private final Tickets tickets;

	private final TicketRecords records;

	private final TicketWork work;

	private final EntityManager entities;

	private final RetiredWords retired;

	TicketLinks(TicketLinkRepository links, Tickets tickets, TicketRecords records, TicketWork work,
			EntityManager entities, RetiredWords retired) {
		this.retired = retired;
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

	/** Those whose child the ticket is, whoever asks; at most one but for old links. */
	@Transactional(readOnly = true)
	public List<Ticket> parentsOf(UUID child) {
		return this.tickets.all(this.links.parentsOf(child));
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
	 * The type that somebody says.
	 * @param word the field {@code type}
	 * @throws Refusal VALIDATION_FAILED where it is none, or retired
	 */
	public LinkType type(String word) {
		LinkType type = LinkType.of(word)
			.orElseThrow(() -> Refusal.invalid("type", "not_a_choice",
					"child_of, duplicate_of, caused_by, follows, related_to"));
		this.retired.wrong("type", "link_types", word).ifPresent((wrong) -> {
			throw Refusal.invalid(List.of(wrong));
		});
		return type;
	}

	/**
	 * Links a ticket to another.
	 * @throws Refusal where the target is unknown to the caller, the same, or linked so
	 * already; where it would be its own parent's parent, or have a second one
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
		if (type == LinkType.CHILD_OF && isBelow(target, source)) {
			throw Refusal.conflict("target_id", "circle_of_parents", other.number(), ticket.number());
		}
		if (type == LinkType.CHILD_OF && !parentsOf(source).isEmpty()) {
			throw Refusal.conflict("target_id", "second_parent", ticket.number());
		}
		Stamp stamp = this.work.now();
		ticket.grew(stamp);
		other.grew(stamp);
		UUID id = this.links.save(new TicketLink(source, target, type, stamp)).getId();
		this.work.publish(new TicketsLinked(ticket.ref(), other.ref(), type));
		return id;
	}

	/** Whether the ticket is a child of the other, or of a child of its, and so on. */
	private boolean isBelow(UUID id, UUID other) {
		Set<UUID> seen = new HashSet<>();
		Deque<UUID> above = new ArrayDeque<>(List.of(id));
		while (!above.isEmpty()) {
			for (UUID parent : this.links.parentsOf(above.pop())) {
				if (parent.equals(other)) {
					return true;
				}
				if (seen.add(parent)) {
					above.push(parent);
				}
			}
		}
		return false;
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
