package io.nagare.audit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.EntityManager;
import jakarta.servlet.http.HttpServletRequest;
import org.hibernate.action.spi.BeforeTransactionCompletionProcess;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.nagare.directory.AcrossTenants;
import io.nagare.shared.RequestChannel;

/**
 * Writes the log. What belongs to a transaction is collected and written by one batch
 * right before the commit, after Hibernate's last flush; what belongs to none gets one of
 * its own.
 */
@Component
class AuditLog {

	private static final String INSERT = """
			INSERT INTO audit_log (tenant_id, actor_id, actor_name, on_behalf_of, channel, address, action, entity_type,
				entity_id, old, new, request_id, program) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?)
			""".strip();

	/**
	 * Whatever an entity is made of, a log that cannot be written would stop its change.
	 */
	private static final ObjectMapper JSON = JsonMapper.builder()
		.addModule(new JavaTimeModule())
		.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS,
				SerializationFeature.FAIL_ON_EMPTY_BEANS)
		.visibility(PropertyAccessor.FIELD, Visibility.ANY)
		.build();

	private final JdbcTemplate jdbc;

	private final EntityManager entities;

	private final AcrossTenants acrossTenants;

	private final RequestOrigins requests;

	private final MeterRegistry meters;

	AuditLog(JdbcTemplate jdbc, EntityManager entities, AcrossTenants acrossTenants, RequestOrigins requests,
			MeterRegistry meters) {
		this.jdbc = jdbc;
		this.entities = entities;
		this.acrossTenants = acrossTenants;
		this.requests = requests;
		this.meters = meters;
	}

	/**
	 * Records with the running transaction, if it writes. A reading one holds a
	 * connection and could not write; until it has ended, the request keeps the entry.
	 */
	void record(AuditEntry entry) {
		if (!TransactionSynchronizationManager.isActualTransactionActive()) {
			recordNow(List.of(entry));
		}
		else if (!TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
			pending(this.entities.unwrap(SessionImplementor.class)).add(entry, entry);
		}
		else {
			Optional<HttpServletRequest> request = RequestChannel.request();
			request.ifPresentOrElse((at) -> this.requests.keep(at, entry), () -> recordNow(List.of(entry)));
		}
	}

	/**
	 * Records with the session's transaction. Several changes of one thing become one
	 * row.
	 * @param key the thing
	 */
	void record(EventSource session, Object key, AuditEntry entry) {
		pending(session).add(key, entry);
	}

	/** Records in a transaction of its own. */
	void recordNow(List<AuditEntry> entries) {
		if (!entries.isEmpty()) {
			this.acrossTenants.write(() -> insert(entries));
		}
	}

	private Pending pending(SessionImplementor session) {
		if (TransactionSynchronizationManager.getResource(session) instanceof Pending known) {
			return known;
		}
		Pending pending = new Pending(session);
		TransactionSynchronizationManager.bindResource(session, pending);
		TransactionSynchronizationManager.registerSynchronization(pending);
		session.getActionQueue().registerProcess(pending);
		return pending;
	}

	private boolean insert(Collection<AuditEntry> entries) {
		this.jdbc.batchUpdate(INSERT, entries.stream().map(AuditLog::values).toList());
		// what is done, and through which door; nothing of whom or of which tenant
		entries.forEach((entry) -> this.meters
			.counter("nagare.audit.records", "action", entry.action(), "channel", entry.who().channel())
			.increment());
		return true;
	}

	private static Object[] values(AuditEntry entry) {
		AuditOrigin who = entry.who();
		@Nullable Object[] values = { entry.tenant(), who.actorId(), who.actorName(), entry.onBehalfOf(), who.channel(),
				who.address(), entry.action(), entry.entityType(), entry.entityId(), json(entry.before()),
				json(entry.after()), who.requestId(), who.program() };
		return values;
	}

	private static @Nullable String json(@Nullable Map<String, @Nullable Object> fields) {
		try {
			return (fields != null) ? JSON.writeValueAsString(fields) : null;
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What a transaction has to record so far. */
	private final class Pending implements BeforeTransactionCompletionProcess, TransactionSynchronization {

		private final SessionImplementor owner;

		private final Map<Object, AuditEntry> entries = new LinkedHashMap<>();

		private Pending(SessionImplementor owner) {
			this.owner = owner;
		}

		private void add(Object key, AuditEntry entry) {
			this.entries.merge(key, entry, AuditEntry::and);
		}

		@Override
		public void doBeforeTransactionCompletion(SessionImplementor session) {
			insert(this.entries.values());
		}

		@Override
		public void afterCompletion(int status) {
			TransactionSynchronizationManager.unbindResourceIfPossible(this.owner);
		}

	}

}
