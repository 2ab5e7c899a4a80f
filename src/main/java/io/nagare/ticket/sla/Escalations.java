package io.nagare.ticket.sla;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.ticket.notice.NoticeAudience;
import io.nagare.directory.Directory;
import io.nagare.directory.Team;
import io.nagare.notification.Notice;
import io.nagare.notification.Notifications;
import io.nagare.shared.Label;
import io.nagare.shared.Texts;
import io.nagare.sla.ClockView;
import io.nagare.sla.ServiceLevels;
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
			Texts.label("sla.clock.resolution"), "ola", Texts.label("sla.clock.ola"), "uc",
			Texts.label("sla.clock.uc"));

	private final Directory directory;

	private final NoticeAudience audience;

	private final Notifications notifications;

	private final TicketTriage triage;

	private final TicketRecords records;

	private final ServiceLevels serviceLevels;

	Escalations(Directory directory, NoticeAudience audience, Notifications notifications, TicketTriage triage,
			TicketRecords records, ServiceLevels serviceLevels) {
		this.directory = directory;
		this.audience = audience;
		this.notifications = notifications;
		this.triage = triage;
		this.records = records;
		this.serviceLevels = serviceLevels;
	}

	void tell(UUID ticketId, String clock, String step, String who) {
		Ticket ticket = ticket(ticketId);
		Set<UUID> recipients = this.audience.readers(ticket, who, Map.of());
		this.audience.byUrgency(ticket, who, recipients)
			.forEach((urgent,
					people) -> this.notifications.tell(Notice
						.of(step.equals(BREACH) ? "sla.breach" : "sla.warning", ticket.title(),
								CLOCKS.getOrDefault(clock, new Label(clock, clock)), words(step))
						.about(ticket.ref())
						.to(people)
						.once(clock + "-" + step + turn(ticketId, clock))
						.confidential(ticket.isConfidential())
						.urgent(urgent)));
	}

	/**
	 * Each stay with a team or a supplier is told of its own clock, and so is each
	 * target.
	 */
	private String turn(UUID ticketId, String clock) {
		return this.serviceLevels.clocks(ticketId)
			.stream()
			.filter((each) -> each.kind().equals(clock))
			.max(Comparator.comparing(ClockView::startedAt))
			.map((each) -> "-" + each.startedAt().getEpochSecond() + "-" + each.targetSeconds())
			.orElse("");
	}

	private static Label words(String step) {
		return step.equals("30m") ? Texts.label("sla.step.30m") : Texts.label("sla.step.percent", step);
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
