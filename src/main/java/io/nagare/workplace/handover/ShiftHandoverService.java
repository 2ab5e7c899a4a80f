package io.nagare.workplace.handover;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.Team;
import io.nagare.directory.User;
import io.nagare.notification.Notice;
import io.nagare.notification.Notifications;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;

/**
 * What whoever works next in a team should know, and the handovers from one to the next:
 * written by its members and by managers, read by all who read teams, each as far as they
 * may read the tickets.
 */
@Component
@Transactional
public class ShiftHandoverService {

	private static final Duration LONGEST = Duration.ofDays(7);

	private final ShiftHandoverRepository handovers;

	private final AttentionQueries attention;

	private final Directory directory;

	private final CurrentCaller callers;

	private final Notifications notifications;

	private final Clock clock;

	ShiftHandoverService(ShiftHandoverRepository handovers, AttentionQueries attention, Directory directory,
			CurrentCaller callers, Notifications notifications, Clock clock) {
		this.handovers = handovers;
		this.attention = attention;
		this.directory = directory;
		this.callers = callers;
		this.notifications = notifications;
		this.clock = clock;
	}

	/**
	 * The team's tickets that need attention.
	 * @param since when the shift that ends began; null for the last handover, and 12
	 * hours at most
	 * @throws Refusal NOT_FOUND, VALIDATION_FAILED for a time that is to come or lies
	 * more than a week back
	 */
	@Transactional(readOnly = true)
	public List<TicketAttention> attention(UUID team, @Nullable Instant since) {
		Caller me = reader(team);
		Instant now = this.clock.instant();
		if (since != null && (since.isAfter(now) || since.isBefore(now.minus(LONGEST)))) {
			throw Refusal.invalid("since", "shift_begins_within", LONGEST.toDays());
		}
		return this.attention.of(me, team, (since != null) ? since : begun(team, now));
	}

	private Instant begun(UUID team, Instant now) {
		Instant earliest = now.minus(AttentionQueries.SHIFT);
		return this.handovers.findFirstByTeamIdOrderByCreatedAtDesc(team)
			.map(ShiftHandover::createdAt)
			.filter(earliest::isBefore)
			.orElse(earliest);
	}

	/**
	 * Hands over, and tells who works next.
	 * @throws Refusal NOT_FOUND, FORBIDDEN for who neither belongs to the team nor plans
	 * its work, VALIDATION_FAILED for who is no agent, and for tickets that the caller
	 * can't read or that are named twice
	 */
	public HandoverView handOver(UUID team, NewHandover wanted) {
		Caller me = reader(team);
		if ((me.isLimited() || !me.teams().contains(team)) && !me.may("absence:manage")) {
			throw Refusal.forbidden("team_id", "not_in_team");
		}
		if (this.directory.user(wanted.toUserId())
			.filter((user) -> user.isActive() && this.directory.isAgent(user))
			.isEmpty()) {
			throw Refusal.invalid("to_user_id", "unknown_agent");
		}
		Map<UUID, TicketAttention> now = this.attention.of(me, team, begun(team, this.clock.instant()))
			.stream()
			.collect(Collectors.toMap(TicketAttention::id, Function.identity(), (one, two) -> one, LinkedHashMap::new));
		List<HandedTicket> handed = (wanted.tickets() != null) ? chosen(wanted.tickets(), now, me)
				: now.values().stream().map((ticket) -> new HandedTicket(ticket.id(), ticket.reasons(), null)).toList();
		ShiftHandover kept = this.handovers.saveAndFlush(new ShiftHandover(team, me.userId(), wanted.toUserId(),
				Objects.requireNonNullElse(wanted.note(), "").strip(), handed));
		this.notifications.tell(
				Notice
					.of("duty.handed_over", this.directory.team(team).map(Team::name).orElse(""), name(me.userId()),
							handed.size())
					.to(wanted.toUserId()));
		return views(List.of(kept), me).get(0);
	}

	private List<HandedTicket> chosen(List<NewHandover.Ticket> wanted, Map<UUID, TicketAttention> now, Caller me) {
		Map<UUID, TicketAttention> known = this.attention.among(me,
				wanted.stream().map(NewHandover.Ticket::ticketId).toList());
		Map<UUID, HandedTicket> chosen = new LinkedHashMap<>();
		List<Refusal.Detail> wrong = new ArrayList<>();
		for (int i = 0; i < wanted.size(); i++) {
			NewHandover.Ticket ticket = wanted.get(i);
			String field = "tickets[" + i + "].ticket_id";
			if (!known.containsKey(ticket.ticketId())) {
				wrong.add(Refusal.Detail.of(field, "unknown_reference"));
			}
			TicketAttention attention = now.get(ticket.ticketId());
			if (chosen.put(ticket.ticketId(), new HandedTicket(ticket.ticketId(),
					(attention != null) ? attention.reasons() : List.of(), ticket.note())) != null) {
				wrong.add(Refusal.Detail.of(field, "ticket_twice"));
			}
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		return List.copyOf(chosen.values());
	}

	/** The team's, the last first. */
	@Transactional(readOnly = true)
	public Paged<HandoverView> page(UUID team, PageQuery query) {
		Caller me = reader(team);
		Page<ShiftHandover> page = this.handovers.findByTeamId(team, PageRequest.of(query.page() - 1, query.limit(),
				Sort.by(Sort.Order.desc("createdAt"), Sort.Order.asc("id"))));
		return Paged.of(views(page.getContent(), me), query, page.getTotalElements());
	}

	private Caller reader(UUID team) {
		Caller me = this.callers.requireMember();
		me.demand("team:read");
		if (this.directory.team(team).isEmpty()) {
			throw Refusal.notFound();
		}
		return me;
	}

	private List<HandoverView> views(Collection<ShiftHandover> handovers, Caller me) {
		Map<UUID, TicketAttention> readable = this.attention.among(me,
				handovers.stream()
					.flatMap((handover) -> handover.tickets().stream())
					.map(HandedTicket::ticketId)
					.collect(Collectors.toSet()));
		return handovers.stream()
			.map((handover) -> new HandoverView(handover, handover.tickets()
				.stream()
				.filter((ticket) -> readable.containsKey(ticket.ticketId()))
				.map((ticket) -> new ShownTicket(ticket, Objects.requireNonNull(readable.get(ticket.ticketId()))))
				.toList(), name(handover.from()), name(handover.to())))
			.toList();
	}

	private String name(UUID user) {
		return this.directory.user(user).map(User::fullName).orElse("");
	}

	/**
	 * A handover as somebody may read it.
	 *
	 * @param tickets those that the reader may read
	 * @param from the name of whose shift ended
	 * @param to the name of whose shift began
	 */
	public record HandoverView(ShiftHandover handover, List<ShownTicket> tickets, String from, String to) {
	}

	/**
	 * A ticket of a handover.
	 *
	 * @param handed as it was then
	 * @param now as it is
	 */
	public record ShownTicket(HandedTicket handed, TicketAttention now) {
	}

}
