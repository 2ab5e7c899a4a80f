package io.nagare.notification;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import io.nagare.shared.TicketRef;

/**
 * Looks again at what waited before anybody is told: left out is what he has read
 * meanwhile, may no longer read, or was asked and need not answer any more; what has
 * become confidential is kept so.
 */
@Component
class NoticeReview {

	/** Of a ticket that has ended they ask for what nobody can do any more. */
	private static final Set<String> ASK_FOR_WORK = Set.of("ticket.assigned", "ticket.team", "ticket.unrouted",
			"ticket.resumed", "sla.warning", "change.window_opens", "change.overrun", "change.seat_unattended");

	private final ObjectProvider<NoticedTickets> tickets;

	private final ObjectProvider<NoticeLinks> links;

	NoticeReview(ObjectProvider<NoticedTickets> tickets, ObjectProvider<NoticeLinks> links) {
		this.tickets = tickets;
		this.links = links;
	}

	/** The kinds that ask for a decision. */
	Set<String> asking() {
		return this.links.stream().flatMap((known) -> known.kinds().stream()).collect(Collectors.toSet());
	}

	/** Those that are still news for the user, as they are to be told now. */
	List<MailQueue.Mail> news(UUID user, List<MailQueue.Mail> waited) {
		List<MailQueue.Mail> unread = waited.stream().filter((mail) -> mail.notification().readAt() == null).toList();
		Set<UUID> about = unread.stream()
			.map((mail) -> ticket(mail.notification()))
			.flatMap(Optional::stream)
			.collect(Collectors.toCollection(LinkedHashSet::new));
		Map<UUID, NoticedTickets.State> states = about.isEmpty() ? Map.of()
				: this.tickets.stream()
					.findFirst()
					.map((known) -> known.now(user, about))
					.orElseThrow(() -> new IllegalStateException("Nobody knows tickets"));
		Set<UUID> decided = decided(user, unread, states.keySet());
		return unread.stream().map((mail) -> now(mail, states, decided)).filter(Objects::nonNull).toList();
	}

	private static MailQueue.@Nullable Mail now(MailQueue.Mail mail, Map<UUID, NoticedTickets.State> states,
			Set<UUID> decided) {
		UUID ticket = ticket(mail.notification()).orElse(null);
		if (ticket == null) {
			return mail;
		}
		NoticedTickets.@Nullable State state = states.get(ticket);
		boolean over = state == null || decided.contains(mail.notification().id())
				|| (state.ended() && ASK_FOR_WORK.contains(mail.notification().kind()));
		return (over || state == null) ? null : mail.confidential(mail.confidential() || state.confidential());
	}

	/** Those that ask for a decision which no longer waits for him. */
	private Set<UUID> decided(UUID user, List<MailQueue.Mail> mails, Set<UUID> readable) {
		Map<String, NoticeLinks> asked = this.links.stream()
			.flatMap((known) -> known.kinds().stream().map((kind) -> Map.entry(kind, known)))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
		return mails.stream()
			.map(MailQueue.Mail::notification)
			.filter((one) -> asked.containsKey(one.kind()) && ticket(one).filter(readable::contains)
				.filter((ticket) -> !Objects.requireNonNull(asked.get(one.kind())).waits(user, ticket))
				.isPresent())
			.map(Notification::id)
			.collect(Collectors.toSet());
	}

	private static Optional<UUID> ticket(Notification notification) {
		return Optional.ofNullable(notification.ticket()).map(TicketRef::id);
	}

}
