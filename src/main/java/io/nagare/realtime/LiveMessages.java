package io.nagare.realtime;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.Tickets;

/**
 * Says what an event is to each of those who are connected: everything for who works with
 * tickets of the kind, what concerns a reporter for him, and nothing for who may not read
 * the ticket now.
 */
@Component
class LiveMessages {

	/** What a reporter sees change. */
	private static final Set<String> FOR_REPORTERS = Set.of("status", "priority", "title", "description", "assignee_id",
			"team_id", "category_id", "resolution");

	private final Tickets tickets;

	private final TicketAccess access;

	private final Directory directory;

	private final ObjectMapper json;

	LiveMessages(Tickets tickets, TicketAccess access, Directory directory, ObjectMapper json) {
		this.tickets = tickets;
		this.access = access;
		this.directory = directory;
		this.json = json;
	}

	/**
	 * Hands each of the events of the bound tenant to those who may hear of it.
	 * @param <L> somebody who listens
	 * @param caller who he is
	 * @param hearing gets each listener with what he hears, in the order of the events
	 */
	@Transactional(readOnly = true)
	public <L> void tell(List<Told> events, Collection<L> listeners, Function<L, Caller> caller,
			BiConsumer<L, LiveMessage> hearing) {
		Map<UUID, Ticket> found = this.tickets
			.all(events.stream().map((told) -> told.event().ticket()).filter(Objects::nonNull).distinct().toList())
			.stream()
			.collect(Collectors.toMap(Ticket::id, Function.identity()));
		for (Told told : events) {
			LiveEvent event = told.event();
			Ticket ticket = found.get(event.ticket());
			if (event.ticket() != null && ticket == null) {
				continue;
			}
			Messages messages = new Messages(told, ticket);
			for (L listener : listeners) {
				Caller who = caller.apply(listener);
				if (event.audience().isEmpty() || event.audience().contains(who.userId())) {
					messages.of(who).ifPresent((message) -> hearing.accept(listener, message));
				}
			}
		}
	}

	private String written(Object message) {
		try {
			return this.json.writeValueAsString(message);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** A user as others see him. */
	private @Nullable Map<String, Object> person(@Nullable UUID id) {
		return Optional.ofNullable(id).flatMap(this.directory::user).map(LiveMessages::person).orElse(null);
	}

	private static Map<String, Object> person(User user) {
		return Map.of("id", user.id(), "username", user.username(), "first_name", user.firstName(), "last_name",
				user.lastName());
	}

	/**
	 * An event and where it stands.
	 *
	 * @param position how far who hears it has heard
	 */
	record Told(LiveEvent event, String position) {
	}

	/** What one event is to each of those who hear of it, written once for all alike. */
	private final class Messages {

		private final Told told;

		private final @Nullable Ticket ticket;

		private @Nullable LiveMessage forAgents;

		private @Nullable LiveMessage forReporters;

		Messages(Told told, @Nullable Ticket ticket) {
			this.told = told;
			this.ticket = ticket;
		}

		Optional<LiveMessage> of(Caller who) {
			if (this.ticket == null) {
				return Optional.of(forAgents());
			}
			if (!LiveMessages.this.access.mayRead(who, this.ticket)) {
				return Optional.empty();
			}
			if (who.may(this.ticket.kind() + ":read")) {
				return Optional.of(forAgents());
			}
			return isForReporters() ? Optional.of(forReporters()) : Optional.empty();
		}

		private boolean isForReporters() {
			LiveEvent event = this.told.event();
			return switch (event.type()) {
				case LiveEvent.CREATED -> true;
				case LiveEvent.UPDATED -> event.content().get("changes") instanceof Map<?, ?> changes
						&& changes.keySet().stream().anyMatch((field) -> FOR_REPORTERS.contains(String.valueOf(field)));
				case LiveEvent.NOTE_ADDED -> "Y".equals(event.content().get("is_public"));
				default -> false;
			};
		}

		private LiveMessage forAgents() {
			LiveMessage message = this.forAgents;
			if (message == null) {
				message = message(true);
				this.forAgents = message;
			}
			return message;
		}

		private LiveMessage forReporters() {
			LiveMessage message = this.forReporters;
			if (message == null) {
				message = message(false);
				this.forReporters = message;
			}
			return message;
		}

		private LiveMessage message(boolean all) {
			LiveEvent event = this.told.event();
			String type = (this.ticket != null && !event.type().startsWith("sla_") && !event.type().equals("presence"))
					? this.ticket.kind() + "_" + event.type() : event.type();
			Map<String, @Nullable Object> message = new LinkedHashMap<>();
			message.put("id", this.told.position());
			message.put("type", type);
			message.put("at", event.at());
			message.put("payload", payload(all));
			return new LiveMessage(this.told.position(), type, event.ticket(), written(message));
		}

		private Map<String, @Nullable Object> payload(boolean all) {
			LiveEvent event = this.told.event();
			Map<String, @Nullable Object> payload = new LinkedHashMap<>();
			if (this.ticket != null) {
				describe(this.ticket, payload);
				if (all) {
					payload.put("updated_by", person(event.actor()));
				}
			}
			event.content()
				.forEach((field, value) -> payload.put(field,
						(field.equals("changes") && !all) ? forReporters(value) : value));
			return payload;
		}

		private void describe(Ticket ticket, Map<String, @Nullable Object> payload) {
			payload.put(ticket.kind() + "_id", ticket.id());
			payload.put(ticket.kind() + "_number", ticket.number());
			payload.put("kind", ticket.kind());
			payload.put("title", ticket.title());
			payload.put("status", ticket.status());
			payload.put("phase", ticket.phase().word());
			payload.put("priority", ticket.priority());
			payload.put("assignee", person(ticket.assignee().orElse(null)));
			payload.put("team_id", ticket.team().orElse(null));
			payload.put("version", ticket.version());
		}

		private Map<Object, @Nullable Object> forReporters(@Nullable Object changes) {
			Map<Object, @Nullable Object> seen = new LinkedHashMap<>();
			if (changes instanceof Map<?, ?> all) {
				all.forEach((field, change) -> {
					if (FOR_REPORTERS.contains(String.valueOf(field))) {
						seen.put(field, change);
					}
				});
			}
			return seen;
		}

	}

}
