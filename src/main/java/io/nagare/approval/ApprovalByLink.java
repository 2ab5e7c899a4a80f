package io.nagare.approval;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

import org.springframework.stereotype.Component;

import io.nagare.approval.ApprovalService.Asked;
import io.nagare.notification.ToldNotices;
import io.nagare.notification.ToldNotices.Told;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.signin.LinkEntrance;
import io.nagare.signin.link.LinkSessions;
import io.nagare.signin.link.SealedLinks;

/**
 * What is asked and decided at the address of a link, by the one person it was sent to.
 * He may there what he may elsewhere, of the ticket that he was told of, as long as it
 * waits for his decision.
 */
@Component
public class ApprovalByLink {

	private final SealedLinks links;

	private final ApprovalSettings settings;

	private final ToldNotices told;

	private final LinkSessions sessions;

	private final LinkEntrance entrance;

	private final ApprovalService approvals;

	private final Clock clock;

	ApprovalByLink(SealedLinks links, ApprovalSettings settings, ToldNotices told, LinkSessions sessions,
			LinkEntrance entrance, ApprovalService approvals, Clock clock) {
		this.links = links;
		this.settings = settings;
		this.told = told;
		this.sessions = sessions;
		this.entrance = entrance;
		this.approvals = approvals;
		this.clock = clock;
	}

	/**
	 * What is to be decided. To look changes nothing.
	 * @param address where he comes from
	 * @throws Refusal NOT_FOUND for a link that leads nowhere, CONFLICT for one that is
	 * too old, UNAUTHENTICATED where he has to sign in, FORBIDDEN where another person is
	 * signed in, and for the requester
	 */
	public Asked look(String token, String address) {
		return within(token, address, (mail, session) -> this.approvals.asked(mail.ticket(), mail.user()));
	}

	/**
	 * Decides.
	 * @param fields what he filled in
	 * @throws Refusal as for looking, and as the action itself refuses
	 */
	public void decide(String token, String address, String action, Map<String, Object> fields) {
		within(token, address, (mail, session) -> {
			this.approvals.decide(mail.ticket(), mail.user(), action, fields, session);
			return action;
		});
	}

	private <T> T within(String token, String address, BiFunction<Told, Optional<UUID>, T> work) {
		SealedLinks.Target target = this.links.read(ApprovalLinks.PAGE, token).orElseThrow(Refusal::notFound);
		return Tenancy.as(target.tenant(), () -> {
			Told told = told(target.id()).orElseThrow(Refusal::notFound);
			if (!this.clock.instant().isBefore(told.at().plus(this.settings.linksGoodFor()))) {
				throw Refusal.conflict(null, "link_expired");
			}
			Optional<UUID> session = this.sessions.ofRecipient(told.user(), told.ticket());
			return this.entrance.as(told.user(), address, () -> work.apply(told, session))
				.orElseThrow(() -> new Refusal(Refusal.Kind.UNAUTHENTICATED, List.of()));
		});
	}

	private Optional<Told> told(UUID notification) {
		return this.told.told(notification)
			.filter((one) -> this.settings.areOn() && !one.confidential() && ApprovalLinks.KINDS.contains(one.kind()));
	}

}
