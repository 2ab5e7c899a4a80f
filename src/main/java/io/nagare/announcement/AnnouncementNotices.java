package io.nagare.announcement;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.directory.Directory;
import io.nagare.notification.Notice;
import io.nagare.notification.Notifications;
import io.nagare.notification.ToldNotices;

/**
 * Tells people of announcements and of what became of them, once they are there: so many
 * in a transaction, so that whoever announces something does not wait for them. Done
 * twice, it tells nobody twice. Who was told of the ticket itself at the same moment
 * knows it already.
 */
@Component
class AnnouncementNotices {

	/** So many people in one transaction. */
	static final int BATCH = 500;

	private static final String STORED = "SELECT stored_at FROM announcements WHERE id = :id AND is_automatic";

	private static final String UPDATE_STORED = """
			SELECT u.stored_at FROM announcement_updates u JOIN announcements a ON a.id = u.announcement_id
			 WHERE u.id = :id AND a.is_automatic
			""";

	private final AnnouncementRepository announcements;

	private final ConcernQueries concerns;

	private final Notifications notifications;

	private final ToldNotices told;

	private final Directory directory;

	private final NamedParameterJdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	AnnouncementNotices(AnnouncementRepository announcements, ConcernQueries concerns, Notifications notifications,
			ToldNotices told, Directory directory, NamedParameterJdbcTemplate jdbc, TransactionTemplate transaction) {
		this.announcements = announcements;
		this.concerns = concerns;
		this.notifications = notifications;
		this.told = told;
		this.directory = directory;
		this.jdbc = jdbc;
		this.transaction = transaction;
	}

	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(AnnouncementPublished published) {
		tell(prepared(() -> find(published.announcement()).filter((one) -> !one.isWithdrawn())
			.map((one) -> new Telling(Notice
				.of("announcement.published", AnnouncementTexts.heading(one),
						AnnouncementTexts.body(one, this.directory.zone()))
				.once(one.id().toString()), people(one, STORED, one.id())))));
	}

	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(AnnouncementUpdated updated) {
		tell(prepared(() -> find(updated.announcement()).filter((one) -> !one.isWithdrawnByHand())
			.flatMap((one) -> one.updates()
				.stream()
				.filter((update) -> update.id().equals(updated.update()))
				.findFirst()
				.map((update) -> new Telling(
						Notice.of("announcement.updated", AnnouncementTexts.heading(one), update.text())
							.once(update.id().toString()),
						people(one, UPDATE_STORED, update.id()))))));
	}

	private Optional<Announcement> find(UUID id) {
		return this.announcements.withUpdates(List.of(id)).stream().findFirst();
	}

	private Optional<Telling> prepared(Supplier<Optional<Telling>> work) {
		Optional<Telling> prepared = this.transaction.execute((status) -> work.get());
		return (prepared != null) ? prepared : Optional.empty();
	}

	/** All but those who did it, or know it from the ticket. */
	private Set<UUID> people(Announcement one, String stored, UUID id) {
		Set<UUID> people = new TreeSet<>(switch (one.tell()) {
			case EVERYBODY -> this.concerns.everybody();
			case CONCERNED -> this.concerns.peopleOf(one.cis());
			case NOBODY -> Set.of();
		});
		one.publishedBy().ifPresent(people::remove);
		moment(stored, id).ifPresent((at) -> people.removeAll(this.told.toldAt(at)));
		return people;
	}

	private Optional<Instant> moment(String sql, UUID id) {
		return this.jdbc.queryForList(sql, Map.of("id", id), OffsetDateTime.class)
			.stream()
			.findFirst()
			.map(OffsetDateTime::toInstant);
	}

	private void tell(Optional<Telling> telling) {
		telling.ifPresent((one) -> {
			List<UUID> people = new ArrayList<>(one.people());
			for (int from = 0; from < people.size(); from += BATCH) {
				List<UUID> batch = people.subList(from, Math.min(from + BATCH, people.size()));
				this.transaction.executeWithoutResult((status) -> this.notifications.tell(one.notice().to(batch)));
			}
		});
	}

	private record Telling(Notice notice, Set<UUID> people) {
	}

}
