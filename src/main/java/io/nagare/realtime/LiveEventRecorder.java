package io.nagare.realtime;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.nagare.database.PgNotifications;
import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.notification.NoticeTold;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.shared.TicketEvent;
import io.nagare.ticket.attachment.AttachmentAdded;
import io.nagare.ticket.FieldChanged;
import io.nagare.ticket.journal.NoteAdded;
import io.nagare.ticket.sla.SlaBreachWarning;
import io.nagare.ticket.sla.SlaBreached;
import io.nagare.ticket.StatusChanged;
import io.nagare.ticket.TicketReported;
import io.nagare.ticket.link.TicketsLinked;
import io.nagare.ticket.link.TicketsUnlinked;
import io.nagare.workflow.StepReached;
import io.nagare.workflow.TaskAssigned;

/**
 * Writes down what happens to tickets and people, in the transaction in which it happens:
 * one statement for each transaction, whatever it does, and one event for all that
 * changes of a ticket.
 */
@Component
class LiveEventRecorder {

	private final LiveEventStore store;

	private final PgNotifications notifications;

	private final CurrentCaller callers;

	private final Clock clock;

	LiveEventRecorder(LiveEventStore store, PgNotifications notifications, CurrentCaller callers, Clock clock) {
		this.store = store;
		this.notifications = notifications;
		this.callers = callers;
		this.clock = clock;
	}

	@EventListener
	void on(TicketReported event) {
		gathered().created(event);
	}

	@EventListener
	void on(StatusChanged event) {
		gathered().changed(event, "status", event.from(), event.to());
	}

	@EventListener
	void on(FieldChanged event) {
		gathered().changed(event, event.field(), event.before(), event.after());
	}

	@EventListener
	void on(AttachmentAdded event) {
		gathered().touched(event.ticket().id(), event.actor(), event.at());
	}

	@EventListener
	void on(TicketsLinked event) {
		touched(event.source().id());
		touched(event.target().id());
	}

	@EventListener
	void on(TicketsUnlinked event) {
		touched(event.source().id());
		touched(event.target().id());
	}

	/** What is open to whom may be something else now. */
	@EventListener
	void on(StepReached event) {
		touched(event.businessKey());
	}

	private void touched(UUID ticket) {
		gathered().touched(ticket, this.callers.find().map(Caller::userId).orElse(null), this.clock.instant());
	}

	@EventListener
	void on(TaskAssigned event) {
		Map<String, @Nullable Object> content = new LinkedHashMap<>();
		content.put("assignee", event.assignee());
		gathered().add(new LiveEvent(Tenancy.require().id(), LiveEvent.TASK_ASSIGNED, event.ticketId(), List.of(),
				this.callers.find().map(Caller::userId).orElse(null), this.clock.instant(), content));
	}

	@EventListener
	void on(NoteAdded event) {
		gathered().add(of(event, LiveEvent.NOTE_ADDED,
				Map.of("note_id", event.note(), "is_public", event.publicNote() ? "Y" : "N")));
	}

	@EventListener
	void on(SlaBreachWarning event) {
		gathered().add(of(event, LiveEvent.SLA_BREACH_WARNING, Map.of("breach_type", event.breachType(), "milestone",
				event.milestone(), "time_remaining", event.timeRemaining())));
	}

	@EventListener
	void on(SlaBreached event) {
		gathered().add(of(event, LiveEvent.SLA_BREACHED,
				Map.of("breach_type", event.breachType(), "time_overdue", event.timeOverdue())));
	}

	@EventListener
	void on(NoticeTold event) {
		Instant now = this.clock.instant();
		event.notifications().forEach((user, notification) -> {
			Map<String, Object> content = new LinkedHashMap<>();
			content.put("notification_id", notification);
			content.put("kind", event.kind());
			if (event.ticket() != null) {
				content.put("ticket", Map.of("id", event.ticket().id(), "kind", event.ticket().kind(), "number",
						event.ticket().number()));
			}
			gathered()
				.add(new LiveEvent(event.tenant().id(), LiveEvent.NOTICE, null, List.of(user), null, now, content));
		});
	}

	private static LiveEvent of(TicketEvent event, String type, Map<String, ?> content) {
		return new LiveEvent(event.tenant().id(), type, event.ticket().id(), List.of(), event.actor(), event.at(),
				content);
	}

	/** What the running transaction has done so far. */
	private Gathered gathered() {
		return TransactionSynchronizationManager.getSynchronizations()
			.stream()
			.filter((one) -> one instanceof Gathered open && !open.isWritten())
			.map(Gathered.class::cast)
			.findFirst()
			.orElseGet(() -> {
				Gathered begun = new Gathered();
				TransactionSynchronizationManager.registerSynchronization(begun);
				return begun;
			});
	}

	/** What happened in one transaction, written before it commits. */
	private final class Gathered implements TransactionSynchronization {

		private final List<LiveEvent> events = new ArrayList<>();

		private final Map<UUID, Touched> tickets = new LinkedHashMap<>();

		private boolean written;

		boolean isWritten() {
			return this.written;
		}

		void add(LiveEvent event) {
			this.events.add(event);
		}

		void created(TicketEvent event) {
			Touched ticket = touched(event.ticket().id(), event.actor(), event.at());
			ticket.created = true;
		}

		void changed(TicketEvent event, String field, @Nullable String before, @Nullable String after) {
			Touched ticket = touched(event.ticket().id(), event.actor(), event.at());
			Change earlier = ticket.changes.get(field);
			ticket.changes.put(field, new Change((earlier != null) ? earlier.from() : before, after));
		}

		Touched touched(UUID ticket, @Nullable UUID actor, Instant at) {
			return this.tickets.computeIfAbsent(ticket, (unknown) -> new Touched(Tenancy.current(), actor, at));
		}

		@Override
		public void beforeCommit(boolean readOnly) {
			this.written = true;
			List<LiveEvent> all = new ArrayList<>();
			this.tickets.forEach((id,
					ticket) -> ticket.tenant.ifPresent((tenant) -> all.add(new LiveEvent(tenant.id(),
							ticket.created ? LiveEvent.CREATED : LiveEvent.UPDATED, id, List.of(), ticket.actor,
							ticket.at, ticket.created ? Map.of() : Map.of("changes", ticket.changes)))));
			all.addAll(this.events);
			LiveEventRecorder.this.store.write(all);
		}

		@Override
		public void afterCommit() {
			LiveEventRecorder.this.notifications.send(LiveFeed.CHANNEL);
		}

	}

	/** A ticket to which something happened. */
	private static final class Touched {

		private final Optional<TenantId> tenant;

		private final @Nullable UUID actor;

		private final Instant at;

		private final Map<String, Change> changes = new LinkedHashMap<>();

		private boolean created;

		Touched(Optional<TenantId> tenant, @Nullable UUID actor, Instant at) {
			this.tenant = tenant;
			this.actor = actor;
			this.at = at;
		}

	}

	/** A field before and after the transaction. */
	record Change(@Nullable String from, @Nullable String to) {
	}

}
