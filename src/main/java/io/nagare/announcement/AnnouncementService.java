package io.nagare.announcement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.journal.Stamps;

/** What people do to announcements who may write them. */
@Component
@Transactional
public class AnnouncementService {

	static final String MANAGE = "announcement:manage";

	/** Of one announcement. */
	static final int MOST_UPDATES = 200;

	private static final Instant LAST = Instant.parse("2151-01-01T00:00:00Z");

	private static final String TITLE = "title_ja";

	private final AnnouncementRepository announcements;

	private final Cmdb cmdb;

	private final Tickets tickets;

	private final CurrentCaller callers;

	private final Stamps stamps;

	AnnouncementService(AnnouncementRepository announcements, Cmdb cmdb, Tickets tickets, CurrentCaller callers,
			Stamps stamps) {
		this.announcements = announcements;
		this.cmdb = cmdb;
		this.tickets = tickets;
		this.callers = callers;
		this.stamps = stamps;
	}

	/**
	 * Announces something.
	 * @return its key
	 * @throws Refusal VALIDATION_FAILED naming every field that is missing or wrong
	 */
	public UUID publish(AnnouncementFields fields) {
		demand();
		List<Refusal.Detail> wrong = new ArrayList<>();
		if (!fields.kind().isPresent()) {
			wrong.add(Refusal.Detail.of("kind", "required"));
		}
		Announcement written = new Announcement(fields.kind().orElse(Announcement.INFORMATION), this.stamps.now());
		return save(written, fields, wrong).id();
	}

	/**
	 * Changes what is announced.
	 * @throws Refusal NOT_FOUND, STALE, VALIDATION_FAILED naming every wrong field, or
	 * CONFLICT for one that was withdrawn
	 */
	public void change(UUID id, AnnouncementFields fields, IfMatch ifMatch) {
		save(take(id, ifMatch), fields, new ArrayList<>());
	}

	private Announcement save(Announcement announcement, AnnouncementFields fields, List<Refusal.Detail> wrong) {
		announcement.edit(fields, this.stamps.now().at());
		if (new Said(announcement.titleJa(), announcement.titleEn()).isEmpty()) {
			wrong.add(Refusal.Detail.of(TITLE, "required"));
		}
		checkYear("starts_at", announcement.startsAt(), wrong);
		announcement.endsAt().ifPresent((end) -> checkYear("ends_at", end, wrong));
		if (announcement.endsAt().filter((end) -> end.isBefore(announcement.startsAt())).isPresent()) {
			wrong.add(Refusal.Detail.of("ends_at", "end_before_start"));
		}
		if (fields.ciIds().isPresent() && !knows(announcement.cis())) {
			wrong.add(Refusal.Detail.of("ci_ids", "unknown_ci"));
		}
		if (fields.ticketId().isPresent()) {
			belong(announcement, fields.ticketId().get(), wrong);
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		return this.announcements.saveAndFlush(announcement);
	}

	private static void checkYear(String field, Instant at, List<Refusal.Detail> wrong) {
		if (at.isBefore(Instant.EPOCH) || !at.isBefore(LAST)) {
			wrong.add(Refusal.Detail.of(field, "out_of_range", "1970", "2150"));
		}
	}

	private boolean knows(Set<UUID> items) {
		Set<UUID> known = new HashSet<>();
		this.cmdb.items(items).stream().map(ConfigurationItem::id).forEach(known::add);
		return known.containsAll(items);
	}

	/** One that was made from a ticket stays with it. */
	private void belong(Announcement announcement, @Nullable String ticket, List<Refusal.Detail> wrong) {
		try {
			UUID id = (ticket != null) ? this.tickets.referredTo(ticket, "ticket_id").id() : null;
			if (!announcement.isAutomatic()) {
				announcement.belongTo(id);
			}
			else if (announcement.ticket().filter((own) -> own.equals(id)).isEmpty()) {
				wrong.add(Refusal.Detail.of("ticket_id", "follows_its_ticket"));
			}
		}
		catch (Refusal ex) {
			wrong.addAll(ex.details());
		}
	}

	/**
	 * Tells what became of it.
	 * @throws Refusal NOT_FOUND, VALIDATION_FAILED without a text, CONFLICT for one that
	 * was withdrawn or has enough of them
	 */
	public void update(UUID id, @Nullable String textJa, @Nullable String textEn) {
		Announcement announcement = take(id, IfMatch.ANY);
		Said text = new Said(textJa, textEn);
		if (text.isEmpty()) {
			throw Refusal.invalid("text_ja", "required");
		}
		if (announcement.updates().size() >= MOST_UPDATES) {
			throw Refusal.conflict("text_ja", "too_many", MOST_UPDATES);
		}
		this.announcements.saveAndFlush(announcement.update(text, this.stamps.now()));
	}

	/**
	 * It holds no more, as everybody can read. What has ended already stays as it is.
	 * @throws Refusal NOT_FOUND, STALE, CONFLICT for one that was withdrawn
	 */
	public void end(UUID id, IfMatch ifMatch) {
		Announcement announcement = take(id, ifMatch);
		if (!announcement.isOver(this.stamps.now().at())) {
			this.announcements.saveAndFlush(announcement.end(this.stamps.now()));
		}
	}

	/**
	 * Takes it back: only who writes announcements finds it afterwards, and the ticket
	 * that it was made from brings it no more.
	 * @throws Refusal NOT_FOUND, STALE
	 */
	public void withdraw(UUID id, IfMatch ifMatch) {
		UUID me = demand();
		Announcement announcement = lock(id, ifMatch);
		if (!announcement.isWithdrawnByHand()) {
			this.announcements.saveAndFlush(announcement.withdraw(me, this.stamps.now()));
		}
	}

	private Announcement take(UUID id, IfMatch ifMatch) {
		demand();
		Announcement announcement = lock(id, ifMatch);
		if (announcement.isWithdrawn()) {
			throw Refusal.conflict(null, "announcement_withdrawn");
		}
		return announcement;
	}

	private Announcement lock(UUID id, IfMatch ifMatch) {
		Announcement announcement = this.announcements.lock(id).orElseThrow(Refusal::notFound);
		ifMatch.check(announcement.version());
		return announcement;
	}

	private UUID demand() {
		Caller caller = this.callers.requireMember();
		caller.demand(MANAGE);
		return caller.userId();
	}

}
