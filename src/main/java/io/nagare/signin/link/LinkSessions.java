package io.nagare.signin.link;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Refusal;
import io.nagare.signin.SignedIn;

/**
 * Checks who is signed in, in the browser that opens the link of a mail. A forwarded link
 * does nothing for another person's session.
 */
@Component
public class LinkSessions {

	private final CurrentCaller callers;

	private final ApplicationEventPublisher events;

	LinkSessions(CurrentCaller callers, ApplicationEventPublisher events) {
		this.callers = callers;
		this.events = events;
	}

	/**
	 * The sign-in of the browser; empty where nobody is signed in. To be called outside
	 * of a transaction, so that a refusal stays on record.
	 * @param recipient whom the link was sent to, of the bound tenant
	 * @param ticket what the link is about
	 * @throws Refusal FORBIDDEN where somebody other than the recipient is signed in
	 */
	public Optional<UUID> ofRecipient(UUID recipient, UUID ticket) {
		Optional<UUID> session = SignedIn.current().flatMap(SignedIn::signIn);
		this.callers.find().filter((caller) -> !caller.userId().equals(recipient)).ifPresent((caller) -> {
			this.events.publishEvent(LinkRefusedEvent.to(caller, session, recipient, ticket));
			throw new Refusal(Refusal.Kind.FORBIDDEN, List.of(Refusal.Detail.of(null, "link_for_another")));
		});
		return session;
	}

}
