package io.nagare.availability;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.ticket.FieldChanged;
import io.nagare.ticket.StatusChanged;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketDeleted;
import io.nagare.ticket.TicketReopened;
import io.nagare.ticket.TicketWork;

/**
 * The outages that those write down who work on a ticket: no service is taken to be down
 * because a ticket names it. One that still lasts ends with the resolution, and goes on
 * where the ticket is reopened. The ticket's journal tells each.
 */
@Component
@Transactional
public class OutageService {

	/** Of one ticket. */
	static final int MOST = 100;

	private static final String ENDED = "ended_at";

	private final OutageRepository outages;

	private final TicketWork work;

	private final Cmdb cmdb;

	OutageService(OutageRepository outages, TicketWork work, Cmdb cmdb) {
		this.outages = outages;
		this.work = work;
		this.cmdb = cmdb;
	}

	/** Those of a ticket that the caller may read, in order. */
	@Transactional(readOnly = true)
	public List<View> of(UUID ticket) {
		return this.outages.findByTicketIdOrderByBeganAtAscIdAsc(ticket).stream().map(this::view).toList();
	}

	/**
	 * One of a ticket that the caller may read.
	 * @throws Refusal NOT_FOUND
	 */
	@Transactional(readOnly = true)
	public View one(Ticket ticket, UUID id) {
		return view(find(ticket, id));
	}

	/**
	 * Writes an outage down.
	 * @return its key
	 * @throws Refusal NOT_FOUND, FORBIDDEN for who does not work on such tickets;
	 * VALIDATION_FAILED naming every wrong field; CONFLICT where the ticket has enough
	 */
	public UUID record(UUID ticketId, OutageFields.Recorded wanted) {
		Ticket ticket = take(ticketId);
		List<Refusal.Detail> wrong = new ArrayList<>();
		if (this.cmdb.item(wanted.ciId()).filter(Cmdb::isService).isEmpty()) {
			wrong.add(Refusal.Detail.of("ci_id", "unknown_service"));
		}
		Instant began = (wanted.beganAt() != null) ? kept(wanted.beganAt()) : ticket.created();
		Instant ended = (wanted.endedAt() != null) ? kept(wanted.endedAt()) : null;
		check(ticket, began, ended, wrong);
		if (this.outages.countByTicketId(ticketId) >= MOST) {
			throw Refusal.conflict("ci_id", "too_many", MOST);
		}
		Outage outage = this.outages.saveAndFlush(new Outage(ticketId, wanted.ciId(), began, ended));
		tell(ticket, null, text(outage));
		return outage.id();
	}

	/**
	 * Corrects when it began or ended.
	 * @throws Refusal NOT_FOUND, FORBIDDEN, STALE, VALIDATION_FAILED
	 */
	public void correct(UUID ticketId, UUID id, OutageFields.Corrected wanted, IfMatch ifMatch) {
		Ticket ticket = take(ticketId);
		Outage outage = find(ticket, id);
		ifMatch.check(outage.version());
		Instant began = wanted.beganAt().isPresent() ? kept(wanted.beganAt().get()) : outage.began();
		Instant ended = outage.ended().orElse(null);
		if (wanted.endedAt().isPresent()) {
			Instant said = wanted.endedAt().get();
			ended = (said != null) ? kept(said) : null;
		}
		check(ticket, began, ended, new ArrayList<>());
		String before = text(outage);
		this.outages.saveAndFlush(outage.lasted(began, ended));
		tell(ticket, before, text(outage));
	}

	/**
	 * It was none.
	 * @throws Refusal NOT_FOUND, FORBIDDEN, STALE
	 */
	public void remove(UUID ticketId, UUID id, IfMatch ifMatch) {
		Ticket ticket = take(ticketId);
		Outage outage = find(ticket, id);
		ifMatch.check(outage.version());
		String before = text(outage);
		this.outages.delete(outage);
		tell(ticket, before, null);
	}

	/**
	 * What still lasted is over with the resolution, and with a ticket that has ended.
	 */
	@EventListener
	void on(StatusChanged changed) {
		if (changed.phase().isActive() || changed.from() == null) {
			return;
		}
		for (Outage outage : this.outages.findByTicketIdAndEndedAtIsNull(changed.ticket().id())) {
			String before = text(outage);
			Instant now = changed.at();
			this.outages.save(outage.endWithResolution(now));
			this.work.publish(new FieldChanged(changed.ticket(), changed.tenant(), changed.actor(), now, "outages",
					before, text(outage)));
		}
	}

	/** What the resolution ended lasts again where it did not hold. */
	@EventListener
	void on(TicketReopened reopened) {
		for (Outage outage : this.outages.findByTicketIdAndEndedByResolutionTrue(reopened.ticket())) {
			String before = text(outage);
			this.outages.save(outage.goOn());
			this.work.publish(new FieldChanged(this.work.get(Ticket.class, reopened.ticket()).ref(), reopened.tenant(),
					reopened.actor(), this.work.now().at(), "outages", before, text(outage)));
		}
	}

	/** No service was down because of a ticket that should never have been there. */
	@EventListener
	void on(TicketDeleted deleted) {
		this.outages.deleteAll(this.outages.findByTicketIdOrderByBeganAtAscIdAsc(deleted.ticket().id()));
	}

	private Ticket take(UUID id) {
		Ticket ticket = this.work.take(id);
		this.work.caller().demand(ticket.kind() + ":work");
		return ticket;
	}

	private Outage find(Ticket ticket, UUID id) {
		return this.outages.findByIdAndTicketId(id, ticket.id()).orElseThrow(Refusal::notFound);
	}

	/** Nobody knows yet what will be; what is resolved lasts no longer. */
	private void check(Ticket ticket, Instant began, @Nullable Instant ended, List<Refusal.Detail> wrong) {
		Instant now = this.work.now().at();
		if (began.isBefore(Instant.EPOCH)) {
			wrong.add(Refusal.Detail.of("began_at", "out_of_range", "1970", "2150"));
		}
		if (began.isAfter(now)) {
			wrong.add(Refusal.Detail.of("began_at", "in_the_future"));
		}
		if (ended == null && !ticket.phase().isActive()) {
			wrong.add(Refusal.Detail.of(ENDED, "required"));
		}
		if (ended != null && ended.isAfter(now)) {
			wrong.add(Refusal.Detail.of(ENDED, "in_the_future"));
		}
		else if (ended != null && ended.isBefore(began)) {
			wrong.add(Refusal.Detail.of(ENDED, "end_before_start"));
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
	}

	/** As the database keeps it. */
	private static Instant kept(Instant at) {
		return at.truncatedTo(ChronoUnit.MICROS);
	}

	private void tell(Ticket ticket, @Nullable String before, @Nullable String after) {
		ticket.outage(before, after, this.work.now());
		this.work.save(ticket);
	}

	private String text(Outage outage) {
		return name(outage.service()) + " " + second(outage.began()) + "/"
				+ outage.ended().map(OutageService::second).orElse("..");
	}

	private static String second(Instant at) {
		return at.truncatedTo(ChronoUnit.SECONDS).toString();
	}

	private String name(UUID service) {
		return this.cmdb.item(service).map(ConfigurationItem::name).orElse(service.toString());
	}

	private View view(Outage outage) {
		return new View(outage, name(outage.service()));
	}

	/**
	 * An outage as people read it.
	 *
	 * @param service what people call the service
	 */
	public record View(Outage outage, String service) {
	}

}
