package io.nagare.integration;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.nagare.cmdb.CiRelationshipChanged;
import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.integration.webhook.WebhookTenants;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TicketEvent;
import io.nagare.shared.TicketRef;
import io.nagare.ticket.FieldChanged;
import io.nagare.ticket.StatusChanged;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketDeleted;
import io.nagare.ticket.TicketReported;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.link.TicketsLinked;
import io.nagare.ticket.link.TicketsUnlinked;
import io.nagare.ticket.sla.SlaBreachWarning;
import io.nagare.ticket.sla.SlaBreached;

/**
 * Writes down what happens, in the transaction in which it happens, where somebody
 * outside wants to know: nothing is told that was rolled back, and nothing is lost that
 * was not. All that a transaction changes of a ticket is one event.
 */
@Component
class OutboundRecorder {

	private static final Set<String> COMMON = Set.of("ticket", "tenant", "actor", "at");

	private final OutboundStore store;

	private final Tickets tickets;

	private final WebhookTenants webhooks;

	private final ObjectProvider<KafkaEvents> kafka;

	private final ObjectMapper json;

	private final CurrentCaller callers;

	private final Clock clock;

	OutboundRecorder(OutboundStore store, Tickets tickets, WebhookTenants webhooks, ObjectProvider<KafkaEvents> kafka,
			ObjectMapper json, CurrentCaller callers, Clock clock) {
		this.store = store;
		this.tickets = tickets;
		this.webhooks = webhooks;
		this.kafka = kafka;
		this.json = json;
		this.callers = callers;
		this.clock = clock;
	}

	@EventListener
	void on(TicketEvent event) {
		gathered(event.tenant().id()).ifPresent((one) -> one.events.add(event));
	}

	@EventListener
	void on(TicketsLinked event) {
		linked(event.source(), event.target(), event.type().word(), "linked");
	}

	@EventListener
	void on(TicketsUnlinked event) {
		linked(event.source(), event.target(), "", "unlinked");
	}

	private void linked(TicketRef source, TicketRef target, String type, String what) {
		Map<String, @Nullable Object> data = new LinkedHashMap<>();
		if (!type.isEmpty()) {
			data.put("link_type", type);
		}
		data.put("target_id", target.id());
		data.put("target_number", target.number());
		other(source, what, data);
	}

	@EventListener
	void on(TicketDeleted event) {
		other(event.ticket(), "deleted", new LinkedHashMap<>());
	}

	private void other(TicketRef ticket, String what, Map<String, @Nullable Object> data) {
		Tenancy.current()
			.flatMap((tenant) -> gathered(tenant.id()))
			.ifPresent((one) -> one.others.add(new Other(ticket, what, this.clock.instant(), data)));
	}

	@EventListener
	void on(CiRelationshipChanged event) {
		Map<String, @Nullable Object> data = new LinkedHashMap<>();
		data.put("source_ci_id", event.sourceCiId());
		data.put("target_ci_id", event.targetCiId());
		data.put("relationship_type", event.relationshipType());
		data.put("action", event.action());
		data.put("tenant_id", event.tenant().id());
		data.put("timestamp", event.at());
		gathered(event.tenant().id()).ifPresent((one) -> one.ready.add(new OutboundEvent(UUID.randomUUID(),
				event.tenant().id(), "ci.relationship.changed", event.sourceCiId(), event.at(), data)));
	}

	/**
	 * Something other than a ticket was made, changed or deleted; all that a transaction
	 * does to it is one event.
	 * @param what {@code created}, {@code updated} or {@code deleted}
	 * @param data what is known of it now
	 */
	void changed(UUID id, String kind, String what, Map<String, @Nullable Object> data, Map<String, Change> changes) {
		Tenancy.current().flatMap((tenant) -> gathered(tenant.id())).ifPresent((one) -> {
			Thing thing = one.things.computeIfAbsent(id, (key) -> new Thing(id, kind));
			thing.add(what, data, changes);
			thing.actor = this.callers.find().map(Caller::userId).orElse(null);
		});
	}

	/**
	 * Something other than a ticket is read or made, and may be changed.
	 * @param flush writes what was changed so far
	 */
	void expect(Runnable flush) {
		Tenancy.current().flatMap((tenant) -> gathered(tenant.id())).ifPresent((one) -> one.flush = flush);
	}

	/** What the running transaction has done so far; empty where nobody wants to know. */
	private Optional<Gathered> gathered(UUID tenant) {
		if (!TransactionSynchronizationManager.isSynchronizationActive()
				|| (!this.webhooks.has(tenant) && this.kafka.getIfAvailable() == null)) {
			return Optional.empty();
		}
		for (TransactionSynchronization one : TransactionSynchronizationManager.getSynchronizations()) {
			if (one instanceof Gathered open && !open.written && open.tenant.equals(tenant)) {
				return Optional.of(open);
			}
		}
		Gathered begun = new Gathered(tenant);
		TransactionSynchronizationManager.registerSynchronization(begun);
		return Optional.of(begun);
	}

	/** A field before and after. */
	record Change(@Nullable String from, @Nullable String to) {
	}

	/** Something that happened to a ticket and is no event of its own. */
	private record Other(TicketRef ticket, String what, Instant at, Map<String, @Nullable Object> data) {

		/** The other ticket that it is about; empty where it is about one. */
		Optional<UUID> target() {
			return Optional.ofNullable((UUID) this.data.get("target_id"));
		}

	}

	/** Something that is no ticket, and what became of it in one transaction. */
	private static final class Thing {

		private final UUID id;

		private final String kind;

		private final Map<String, Change> changes = new LinkedHashMap<>();

		private Map<String, @Nullable Object> data = Map.of();

		private boolean created;

		private boolean deleted;

		private @Nullable UUID actor;

		Thing(UUID id, String kind) {
			this.id = id;
			this.kind = kind;
		}

		void add(String what, Map<String, @Nullable Object> now, Map<String, Change> more) {
			this.created |= what.equals("created");
			this.deleted |= what.equals("deleted");
			this.data = now;
			more.forEach((field, change) -> Gathered.change(this.changes, field, change.from(), change.to()));
		}

		/** What was made and deleted at once was never there. */
		Optional<OutboundEvent> told(UUID tenant, Instant at) {
			if (this.created && this.deleted) {
				return Optional.empty();
			}
			Map<String, @Nullable Object> told = new LinkedHashMap<>(this.data);
			String what = this.deleted ? "deleted" : this.created ? "created" : "updated";
			if (what.equals("updated")) {
				told.put("changes", this.changes);
			}
			told.put("actor_id", this.actor);
			told.put("tenant_id", tenant);
			told.put("timestamp", at);
			return Optional.of(new OutboundEvent(UUID.randomUUID(), tenant, this.kind + "." + what, this.id, at, told));
		}

	}

	/** What happened in one transaction. */
	private final class Gathered implements TransactionSynchronization {

		private final UUID tenant;

		private final List<TicketEvent> events = new ArrayList<>();

		private final List<Other> others = new ArrayList<>();

		private final List<OutboundEvent> ready = new ArrayList<>();

		private final Map<UUID, Thing> things = new LinkedHashMap<>();

		private boolean written;

		private @Nullable Runnable flush;

		Gathered(UUID tenant) {
			this.tenant = tenant;
		}

		@Override
		public void beforeCommit(boolean readOnly) {
			if (this.flush != null) {
				this.flush.run();
			}
			this.written = true;
			Set<UUID> ids = new LinkedHashSet<>();
			this.events.forEach((event) -> ids.add(event.ticket().id()));
			this.others.forEach((other) -> {
				ids.add(other.ticket().id());
				other.target().ifPresent(ids::add);
			});
			Map<UUID, Ticket> found = ids.isEmpty() ? Map.of()
					: OutboundRecorder.this.tickets.allEvenDeleted(ids)
						.stream()
						.collect(Collectors.toMap(Ticket::id, (ticket) -> ticket));
			List<OutboundEvent> all = new ArrayList<>();
			for (UUID id : ids) {
				List<TicketEvent> own = this.events.stream().filter((event) -> event.ticket().id().equals(id)).toList();
				all.addAll(told(own, found.get(id)));
			}
			// who is not told of the one is not told of it through the other
			this.others.stream()
				.filter((other) -> other.target().map(found::get).filter(Ticket::isConfidential).isPresent())
				.forEach((other) -> other.data().put("confidential", true));
			this.others.forEach((other) -> all.add(event(other.ticket(), other.ticket().kind() + "." + other.what(),
					null, other.at(), found.get(other.ticket().id()), other.data())));
			all.addAll(this.ready);
			Instant now = OutboundRecorder.this.clock.instant();
			this.things.values().forEach((thing) -> thing.told(this.tenant, now).ifPresent(all::add));
			OutboundRecorder.this.store.write(all, OutboundRecorder.this.kafka.getIfAvailable() != null,
					OutboundRecorder.this.webhooks.has(this.tenant));
		}

		private List<OutboundEvent> told(List<TicketEvent> events, @Nullable Ticket ticket) {
			List<OutboundEvent> told = new ArrayList<>();
			boolean created = false;
			Map<String, Change> changes = new LinkedHashMap<>();
			@Nullable TicketEvent changed = null;
			for (TicketEvent event : events) {
				if (event instanceof TicketReported) {
					created = true;
					told.add(event(event, event.ticket().kind() + ".created", ticket, new LinkedHashMap<>()));
				}
				else if (event instanceof FieldChanged field) {
					changed = event;
					change(changes, field.field(), field.before(), field.after());
				}
				else if (event instanceof StatusChanged status) {
					changed = event;
					change(changes, "status", status.from(), status.to());
					if (!created) {
						Map<String, @Nullable Object> data = new LinkedHashMap<>();
						data.put("from", status.from());
						data.put("to", status.to());
						told.add(event(event, event.ticket().kind() + ".status_changed", ticket, data));
					}
				}
				else {
					told.add(event(event, type(event), ticket, own(event)));
				}
			}
			if (changed != null && !created) {
				Map<String, @Nullable Object> data = new LinkedHashMap<>();
				data.put("changes", changes);
				told.add(event(changed, changed.ticket().kind() + ".updated", ticket, data));
			}
			return told;
		}

		private static void change(Map<String, Change> changes, String field, @Nullable String before,
				@Nullable String after) {
			Change earlier = changes.get(field);
			changes.put(field, new Change((earlier != null) ? earlier.from() : before, after));
		}

		private static String type(TicketEvent event) {
			if (event instanceof SlaBreached) {
				return KafkaEvents.BREACH;
			}
			if (event instanceof SlaBreachWarning) {
				return KafkaEvents.WARNING;
			}
			return OutboundTypes.name(event.getClass(), event.ticket().kind());
		}

		/** What the event says beside what every event says. */
		private Map<String, @Nullable Object> own(TicketEvent event) {
			Map<String, @Nullable Object> all = OutboundRecorder.this.json.convertValue(event,
					new TypeReference<LinkedHashMap<String, @Nullable Object>>() {
					});
			all.keySet().removeAll(COMMON);
			rename(all, "note");
			rename(all, "attachment");
			return all;
		}

		private static void rename(Map<String, @Nullable Object> all, String field) {
			if (all.containsKey(field)) {
				all.put(field + "_id", all.remove(field));
			}
		}

		private OutboundEvent event(TicketEvent event, String type, @Nullable Ticket ticket,
				Map<String, @Nullable Object> data) {
			return event(event.ticket(), type, event.actor(), event.at(), ticket, data);
		}

		private OutboundEvent event(TicketRef ref, String type, @Nullable UUID actor, Instant at,
				@Nullable Ticket ticket, Map<String, @Nullable Object> own) {
			Map<String, @Nullable Object> data = new LinkedHashMap<>();
			data.put("id", ref.id());
			data.put("kind", ref.kind());
			data.put("number", ref.number());
			data.put(ref.kind() + "_id", ref.id());
			data.put(ref.kind() + "_number", ref.number());
			if (ticket != null) {
				data.put("title", ticket.title());
				data.put("status", ticket.status());
				data.put("phase", ticket.phase().word());
				data.put("priority", ticket.priority());
				data.put("reporter_id", ticket.reporter());
				data.put("assignee_id", ticket.assignee().orElse(null));
				data.put("team_id", ticket.team().orElse(null));
				data.put("confidential", ticket.isConfidential());
				data.put("version", ticket.version());
			}
			data.putAll(own);
			data.put("actor_id", actor);
			data.put("tenant_id", this.tenant);
			data.put("timestamp", at);
			return new OutboundEvent(UUID.randomUUID(), this.tenant, type, ref.id(), at, data);
		}

	}

}
