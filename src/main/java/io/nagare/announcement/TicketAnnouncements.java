package io.nagare.announcement;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.change.Change;
import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.incident.Incident;
import io.nagare.incident.major.MajorIncidentAccepted;
import io.nagare.incident.major.MajorIncidentUpdated;
import io.nagare.shared.CharacterForms;
import io.nagare.shared.Label;
import io.nagare.shared.Phase;
import io.nagare.shared.Texts;
import io.nagare.ticket.FieldChanged;
import io.nagare.ticket.StatusChanged;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketDeleted;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.journal.Stamp;
import io.nagare.ticket.journal.Stamps;

/**
 * Lets announcements go with their tickets, where the table wants them: a major incident
 * is announced while it lasts, a change from its authorisation to the end of its window.
 * Nothing confidential is announced, and what becomes so is gone with all that was said
 * of it.
 */
@Component
class TicketAnnouncements {

	/** What an announcement of a ticket looks at. */
	private static final Set<String> FOLLOWED = Set.of("planned_start", "planned_end", "confidentiality");

	private final TicketRecords records;

	private final AnnouncementRepository announcements;

	private final AnnouncementTable table;

	private final Cmdb cmdb;

	private final Stamps stamps;

	TicketAnnouncements(TicketRecords records, AnnouncementRepository announcements, AnnouncementTable table, Cmdb cmdb,
			Stamps stamps) {
		this.records = records;
		this.announcements = announcements;
		this.table = table;
		this.cmdb = cmdb;
		this.stamps = stamps;
	}

	@EventListener
	void on(MajorIncidentAccepted accepted) {
		Incident incident = this.records.get(Incident.class, accepted.ticket().id());
		if (!incident.isConfidential() && of(incident.id()).isEmpty()) {
			announce(incident, AnnouncementTable.MAJOR_INCIDENT, Announcement.INCIDENT);
		}
	}

	/** What the reporters read, everybody reads. */
	@EventListener
	void on(MajorIncidentUpdated updated) {
		open(updated.ticket().id())
			.ifPresent((one) -> save(one.update(Said.of(Label.said(updated.text())), this.stamps.now())));
	}

	@EventListener
	void on(StatusChanged changed) {
		if (changed.from() != null) {
			follow(changed.ticket().id());
		}
	}

	@EventListener
	void on(FieldChanged changed) {
		if (FOLLOWED.contains(changed.field())) {
			follow(changed.ticket().id());
		}
	}

	@EventListener
	void on(TicketDeleted deleted) {
		of(deleted.ticket().id()).ifPresent(this.announcements::delete);
	}

	private void follow(UUID id) {
		Optional<Ticket> found = this.records.find(Ticket.class, id);
		if (found.isEmpty()) {
			return;
		}
		Ticket ticket = found.get();
		if (ticket instanceof Incident incident && incident.isMajor()) {
			of(id).ifPresent((one) -> follow(one, incident));
		}
		else if (ticket instanceof Change change && change.plannedStart().isPresent()) {
			follow(change);
		}
	}

	/** It ends with the resolution, and goes on where that did not hold. */
	private void follow(Announcement one, Incident incident) {
		if (incident.isConfidential()) {
			this.announcements.delete(one);
			return;
		}
		Stamp now = this.stamps.now();
		boolean lasts = incident.phase().isActive();
		if (!lasts && !one.isOver(now.at()) && !one.isWithdrawn()) {
			save(one.update(Said.of(Texts.label("announcement.resolved")), now).endWithTicket(now));
		}
		else if (lasts && one.hasEndedWithTicket() && !one.isWithdrawn()) {
			save(one.reopen().update(Said.of(Texts.label("announcement.reopened")), now));
		}
	}

	private void follow(Change change) {
		Optional<Announcement> known = of(change.id());
		if (known.isEmpty()) {
			if (awaitsWindow(change) && !change.isConfidential()) {
				announce(change, AnnouncementTable.CHANGE_WINDOW, Announcement.MAINTENANCE);
			}
			return;
		}
		Announcement one = known.get();
		if (change.isConfidential()) {
			this.announcements.delete(one);
		}
		else if (!one.isWithdrawnByHand()) {
			follow(one, change, this.stamps.now());
		}
	}

	/**
	 * It moves with the window and ends with the work; what is no longer authorised, or
	 * never came, is withdrawn.
	 */
	private void follow(Announcement one, Change change, Stamp now) {
		Phase phase = change.phase();
		if (phase == Phase.RESOLVED || phase.isFinal()) {
			if (one.isWithdrawn() || one.isOver(now.at())) {
				return;
			}
			save(one.startsAt().isAfter(now.at()) ? cancelled(one, now) : one.end(now));
		}
		else if (!change.isAuthorised()) {
			if (!one.isWithdrawn()) {
				save(cancelled(one, now));
			}
		}
		else if (one.isWithdrawn()) {
			boolean moved = isMoved(one, change);
			save(window(one.restore(), change, now).update(
					Said.of(moved ? Texts.label("announcement.moved") : Texts.label("announcement.restored")), now));
		}
		else if (isMoved(one, change)) {
			save(window(one, change, now).update(Said.of(Texts.label("announcement.moved")), now));
		}
	}

	private static boolean awaitsWindow(Change change) {
		return change.isAuthorised() && change.phase() == Phase.ON_HOLD;
	}

	private static boolean isMoved(Announcement one, Change change) {
		return !one.startsAt().equals(change.plannedStart().orElse(null)) || !one.endsAt().equals(change.plannedEnd());
	}

	/** Who was told that it comes is told that it does not. */
	private static Announcement cancelled(Announcement one, Stamp now) {
		return one.update(Said.of(Texts.label("announcement.cancelled")), now).withdraw(null, now);
	}

	private static Announcement window(Announcement one, Change change, Stamp now) {
		return one.lasts(change.plannedStart().orElseThrow(), change.plannedEnd().orElse(null), now.at());
	}

	private void announce(Ticket ticket, String event, String kind) {
		List<ConfigurationItem> services = this.cmdb.servicesReached(ticket.cis());
		this.table.tell(event, ticket, services.size()).ifPresent((tell) -> {
			Stamp now = this.stamps.now();
			Set<UUID> items = new LinkedHashSet<>();
			services.forEach((service) -> items.add(service.id()));
			items.addAll(ticket.cis());
			Announcement one = new Announcement(kind, ticket.id(), title(ticket.title()),
					Texts.label("announcement.body." + kind), tell, now)
				.concern(items);
			save((ticket instanceof Change change) ? window(one, change, now) : one);
		});
	}

	/** Both languages, where the title has one on each side of the stroke. */
	private static Label title(String title) {
		Label parts = Label.of(title);
		return CharacterForms.hasJapanese(parts.en()) ? Label.said(title) : parts;
	}

	private void save(Announcement one) {
		this.announcements.save(one);
	}

	private Optional<Announcement> of(UUID ticket) {
		return this.announcements.lockOfTicket(ticket);
	}

	private Optional<Announcement> open(UUID ticket) {
		Instant now = this.stamps.now().at();
		return of(ticket).filter((one) -> !one.isWithdrawn() && !one.isOver(now))
			.filter((one) -> one.updates().size() < AnnouncementService.MOST_UPDATES);
	}

}
