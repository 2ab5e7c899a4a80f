package io.nagare.incident.hold;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.incident.HoldEnded;
import io.nagare.incident.Incident;
import io.nagare.incident.IncidentProcess;
import io.nagare.incident.IncidentRepository;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketDeleted;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.journal.Stamp;
import io.nagare.ticket.link.TicketLinks;
import io.nagare.ticket.notice.TicketNoticeService;

/**
 * Incidents that are held with their parent, which is what they wait for then. Whether
 * one can be held, its own model says: its process waits for the message or does not.
 */
@Component
@Transactional
public class ParentHolds {

	private final TicketWork work;

	private final IncidentRepository incidents;

	private final IncidentProcess process;

	private final TicketLinks links;

	private final TicketNoticeService notices;

	ParentHolds(TicketWork work, IncidentRepository incidents, IncidentProcess process, TicketLinks links,
			TicketNoticeService notices) {
		this.work = work;
		this.incidents = incidents;
		this.process = process;
		this.links = links;
		this.notices = notices;
	}

	/** Asks for the children to be held too, each in a transaction of its own. */
	public void spread(UUID parent) {
		if (this.links.hasChildren(parent)) {
			this.work.publish(new ParentHeld(this.work.now().tenant(), parent));
		}
	}

	/**
	 * Holds an incident for the reason that its parent is held for, until that one goes
	 * on.
	 * @throws Refusal VALIDATION_FAILED where it has no parent that is held
	 */
	public void holdWithParent(UUID id) {
		Incident parent = this.links.parentsOf(id)
			.stream()
			.filter(Incident.class::isInstance)
			.map(Incident.class::cast)
			.filter((one) -> one.holdReason().isPresent())
			.findFirst()
			.orElseThrow(() -> Refusal.invalid("hold_reason", "nothing_to_await"));
		Stamp stamp = this.work.now();
		this.work
			.save(this.work.get(Incident.class, id).awaitParent(parent.id(), parent.holdReason().orElseThrow(), stamp));
		this.work.note(id, Texts.label("incident.note.held_with_parent", parent.number()), false);
	}

	/** The children that work is still done on. */
	@Transactional(readOnly = true)
	List<Ticket> openChildrenOf(UUID parent) {
		return this.links.childrenOf(parent)
			.stream()
			.filter((child) -> child instanceof Incident && child.phase().isActive())
			.toList();
	}

	/**
	 * Holds a child of an incident that is still held.
	 * @return false where its model does not let it be held now
	 */
	boolean hold(UUID parent, UUID child) {
		this.work.takeAll(List.of(parent, child));
		return this.work.get(Incident.class, parent).holdReason().isEmpty()
				|| this.work.get(Incident.class, child).awaited().contains(parent) || this.process.parentHeld(child);
	}

	/** Those who work on the parent learn which children go on without it. */
	void tellOfThoseLeft(UUID parent, List<Ticket> children) {
		if (children.isEmpty()) {
			return;
		}
		String numbers = children.stream()
			.filter((child) -> !child.isConfidential())
			.map(Ticket::number)
			.sorted()
			.collect(Collectors.joining(", "));
		this.work.note(parent, Texts.label("incident.note.children_not_held", children.size(), numbers), false);
		this.notices.tell(this.work.get(Incident.class, parent), "children_not_held");
	}

	@EventListener
	void on(HoldEnded ended) {
		letGo(ended.incident());
	}

	@EventListener
	void on(TicketDeleted deleted) {
		letGo(deleted.ticket().id());
	}

	private void letGo(UUID parent) {
		if (!this.incidents.heldFor(parent).isEmpty()) {
			this.work.publish(new ParentResumed(this.work.now().tenant(), parent));
		}
	}

	/**
	 * Those that are held with the parent, even where they are its children no longer.
	 */
	@Transactional(readOnly = true)
	List<UUID> heldWith(UUID parent) {
		return this.incidents.heldFor(parent);
	}

	/**
	 * Lets an incident go on that was held with the parent, unless that is held again.
	 */
	void resume(UUID parent, UUID child) {
		boolean heldAgain = this.work.all(List.of(parent)).stream().anyMatch((one) -> one.holdReason().isPresent());
		if (!heldAgain && this.work.take(Incident.class, child).awaited().contains(parent)) {
			this.process.awaitedWorkCompleted(child);
		}
	}

}
