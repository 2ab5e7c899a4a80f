package io.nagare.approval;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;

import io.nagare.directory.Callers;
import io.nagare.notification.NoticeLinks;
import io.nagare.notification.Notification;
import io.nagare.signin.link.SealedLinks;
import io.nagare.ticket.action.TicketActions;

/** Gives mails that ask for a decision a link to the page where it is taken. */
@Component
class ApprovalLinks implements NoticeLinks {

	/** The page, and for whom its links are sealed. */
	static final String PAGE = "approvals";

	/** Notices that ask for a decision. */
	static final Set<String> KINDS = Set.of("ticket.decision_waits", "cab.vote_requested", "mail.decision_open");

	private final SealedLinks links;

	private final ApprovalSettings settings;

	private final TicketActions actions;

	private final Callers people;

	ApprovalLinks(SealedLinks links, ApprovalSettings settings, TicketActions actions, Callers people) {
		this.links = links;
		this.settings = settings;
		this.actions = actions;
		this.people = people;
	}

	@Override
	public Set<String> kinds() {
		return KINDS;
	}

	@Override
	public Optional<String> of(Notification notification) {
		return (this.settings.areOn() && KINDS.contains(notification.kind()))
				? this.links.address(PAGE, notification.id()) : Optional.empty();
	}

	@Override
	public boolean waits(UUID user, UUID ticket) {
		return this.people.byId(user).filter((person) -> this.actions.waitsFor(person, ticket)).isPresent();
	}

}
