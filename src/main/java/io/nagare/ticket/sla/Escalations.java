package io.nagare.ticket.sla;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Directory;
import io.nagare.directory.Roles;
import io.nagare.directory.Team;
import io.nagare.directory.User;
import io.nagare.notification.Notice;
import io.nagare.notification.Notifications;
import io.nagare.shared.Label;
import io.nagare.shared.Texts;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.TicketTriage;

/**
 * What is done when a clock of a ticket has passed a milestone, behind {@link SlaVerbs}.
 */
@Component
@Transactional
class Escalations {

	static final String BREACH = "breach";

	private static final Map<String, Label> CLOCKS = Map.of("response", Texts.label("sla.clock.response"), "resolution",
			Texts.label("sla.clock.resolution"), "ola", Texts.label("sla.clock.ola"));

	private final Directory directory;

	private final Notifications notifications;

	private final TicketTriage triage;

	private final TicketRecords records;

	Escalations(Directory directory, Notifications notifications, TicketTriage triage, TicketRecords records) {
		this.directory = directory;
		this.notifications = notifications;
		this.triage = triage;
		this.records = records;
	}

	void tell(UUID ticketId, String clock, String step, String who) {
		Ticket ticket = ticket(ticketId);
		Set<UUID> recipients = new HashSet<>();
		for (String word : who.split(",", -1)) {
			people(ticket, word.strip()).forEach(recipients::add);
		}
		if (!recipients.isEmpty()) {
			this.notifications.tell(Notice
				.of(step.equals(BREACH) ? "sla.breach" : "sla.warning", ticket.title(),
						CLOCKS.getOrDefault(clock, new Label(clock, clock)), words(step))
				.about(ticket.ref())
				.to(recipients)
				.once(clock + "-" + step)
				.confidential(ticket.isConfidential()));
		}
	}

	private static Label words(String step) {
		return step.equals("30m") ? Texts.label("sla.step.30m") : Texts.label("sla.step.percent", step);
	}

	/** Those whom a word of the table means. A ticket that nobody has is its team's. */
	private Stream<UUID> people(Ticket ticket, String word) {
		Optional<Team> team = ticket.team().flatMap(this.directory::team);
		return switch (word) {
			case "" -> Stream.empty();
			case "assignee" -> ticket.assignee().map(Stream::of).orElseGet(() -> people(ticket, "team"));
			case "team" -> team.stream().flatMap((one) -> this.directory.membersOf(one.id()).stream()).map(User::id);
			case "team_manager" -> team.flatMap(Team::manager).stream();
			case "managers" -> this.directory.withRoles(List.of(Roles.MANAGER)).stream().map(User::id);
			case "reporter" -> Stream.of(ticket.reporter());
			default -> throw new IllegalStateException("Table sla-escalation tells \"" + word + "\", which is nobody");
		};
	}

	void raisePriority(UUID ticketId, String milestone) {
		this.triage.raisePriority(ticketId, "SLA " + milestone);
	}

	void handOver(UUID ticketId, String milestone, String teamName) {
		this.directory.teamByName(teamName)
			.filter(Team::isActive)
			.ifPresent((team) -> this.triage.handOver(ticketId, team.id(), "SLA " + milestone));
	}

	Ticket ticket(UUID id) {
		return this.records.get(Ticket.class, id);
	}

}
