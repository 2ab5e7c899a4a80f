package io.nagare.workflow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.core.EventSerializer;
import org.springframework.modulith.events.core.PublicationTargetIdentifier;
import org.springframework.modulith.events.core.TargetEventPublication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.ClassUtils;

/**
 * Which events wait to be delivered once more. There may be many of them, say while a
 * mail server is away for days: no node reads them all.
 */
@Component
class WaitingPublications {

	/** So many are taken at a time. */
	static final int MOST = 500;

	private static final Logger LOG = LoggerFactory.getLogger(WaitingPublications.class);

	private final JdbcClient jdbc;

	private final EventSerializer serializer;

	WaitingPublications(JdbcClient jdbc, EventSerializer serializer) {
		this.jdbc = jdbc;
		this.serializer = serializer;
	}

	/**
	 * Takes at most {@link #MOST} publications that no node tried since that moment,
	 * first those that were tried longest ago. PostgreSQL may run a subquery of
	 * {@code WHERE id IN (...)} several times, and each run would lock as many again: the
	 * materialized one runs once.
	 */
	@Transactional
	public List<TargetEventPublication> take(Instant before) {
		return this.jdbc.sql("""
				WITH waiting AS MATERIALIZED (
					SELECT id FROM event_publication
					 WHERE completion_date IS NULL AND coalesce(tried_at, publication_date) < :before
					 ORDER BY coalesce(tried_at, publication_date) LIMIT :most FOR UPDATE SKIP LOCKED)
				UPDATE event_publication p SET tried_at = now() FROM waiting WHERE p.id = waiting.id
				RETURNING p.id, p.listener_id, p.event_type, p.serialized_event, p.publication_date
				""")
			.param("before", Timestamp.from(before))
			.param("most", MOST)
			.query((row, number) -> read(row))
			.list()
			.stream()
			.flatMap(Optional::stream)
			.toList();
	}

	private Optional<TargetEventPublication> read(ResultSet row) throws SQLException {
		String type = row.getString("event_type");
		try {
			Class<?> known = ClassUtils.forName(type, getClass().getClassLoader());
			return Optional.of(new Waiting(row.getObject("id", UUID.class),
					Objects.requireNonNull(this.serializer.deserialize(row.getString("serialized_event"), known)),
					PublicationTargetIdentifier.of(row.getString("listener_id")),
					row.getTimestamp("publication_date").toInstant()));
		}
		catch (ClassNotFoundException ex) {
			LOG.warn("There is no event {} any more; publication {} is left as it is", type, row.getString("id"));
			return Optional.empty();
		}
		catch (RuntimeException ex) {
			LOG.warn("Publication {} of {} can't be read, and is left as it is", row.getString("id"), type, ex);
			return Optional.empty();
		}
	}

	/** One of them. */
	private static final class Waiting implements TargetEventPublication {

		private final UUID id;

		private final Object event;

		private final PublicationTargetIdentifier listener;

		private final Instant published;

		private @Nullable Instant completed;

		Waiting(UUID id, Object event, PublicationTargetIdentifier listener, Instant published) {
			this.id = id;
			this.event = event;
			this.listener = listener;
			this.published = published;
		}

		@Override
		public UUID getIdentifier() {
			return this.id;
		}

		@Override
		public Object getEvent() {
			return this.event;
		}

		@Override
		public PublicationTargetIdentifier getTargetIdentifier() {
			return this.listener;
		}

		@Override
		public Instant getPublicationDate() {
			return this.published;
		}

		@Override
		public Optional<Instant> getCompletionDate() {
			return Optional.ofNullable(this.completed);
		}

		@Override
		public void markCompleted(Instant at) {
			this.completed = at;
		}

	}

}
