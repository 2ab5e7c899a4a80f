package io.nagare.intake;

import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.springframework.stereotype.Component;

import io.nagare.directory.Category;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.shared.PublicAddresses;
import io.nagare.shared.Refusal;
import io.nagare.shared.TicketKind;
import io.nagare.shared.WebAddress;
import io.nagare.ticket.PriorityScales;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;

/** What a mailbox may be: its servers lie outside, its rules name what there is. */
@Component
class MailboxPolicy {

	/** What a mail and its mailbox say of a ticket. */
	private static final Set<String> SAID = Set.of("title", "description", "priority", "category_id");

	private final PublicAddresses addresses;

	private final Directory directory;

	private final TicketTypes types;

	private final PriorityScales scales;

	MailboxPolicy(MailServerSettings settings, Directory directory, TicketTypes types, PriorityScales scales) {
		this.addresses = settings.addresses();
		this.directory = directory;
		this.types = types;
		this.scales = scales;
	}

	/** Every field that is wrong. */
	List<Refusal.Detail> wrong(Mailbox mailbox, MailSecrets secrets) {
		List<Refusal.Detail> wrong = new ArrayList<>();
		if (leadsInside(mailbox.host())) {
			wrong.add(Refusal.Detail.of("host", "leads_inside"));
		}
		if (mailbox.auth().equals(Mailbox.OAUTH)) {
			checkOauth(mailbox, wrong);
		}
		else {
			if (secrets.password() == null || secrets.password().isEmpty()) {
				wrong.add(Refusal.Detail.of("password", "required"));
			}
			if (mailbox.oauthEndpoint().isPresent()) {
				wrong.add(Refusal.Detail.of("oauth_endpoint", "not_for_auth", mailbox.auth()));
			}
		}
		checkRules(mailbox, wrong);
		return wrong;
	}

	private void checkOauth(Mailbox mailbox, List<Refusal.Detail> wrong) {
		if (mailbox.oauthEndpoint().isEmpty()) {
			wrong.add(Refusal.Detail.of("oauth_endpoint", "required"));
		}
		else {
			Optional<URI> endpoint = mailbox.oauthEndpoint().flatMap(WebAddress::of).filter(this::isSafe);
			if (endpoint.isEmpty()) {
				wrong.add(Refusal.Detail.of("oauth_endpoint", "https_only"));
			}
			else if (leadsInside(endpoint.get().getHost())) {
				wrong.add(Refusal.Detail.of("oauth_endpoint", "leads_inside"));
			}
		}
		if (mailbox.oauthClientId().isEmpty()) {
			wrong.add(Refusal.Detail.of("oauth_client_id", "required"));
		}
	}

	private boolean isSafe(URI address) {
		return "https".equals(address.getScheme()) || this.addresses.isListed(address.getHost());
	}

	private boolean leadsInside(String host) {
		try {
			return this.addresses.leadsInside(host);
		}
		catch (UnknownHostException ex) {
			return true;
		}
	}

	private void checkRules(Mailbox mailbox, List<Refusal.Detail> wrong) {
		Optional<TicketType<?, ?>> type = this.types.find(mailbox.kind());
		if (type.filter(MailboxPolicy::isSaidByMail).isEmpty()) {
			wrong.add(Refusal.Detail.of("kind", "not_a_choice", String.join(", ",
					this.types.all().stream().filter(MailboxPolicy::isSaidByMail).map(TicketKind::kind).toList())));
		}
		type.map(this.scales::words)
			.filter((words) -> !words.contains(mailbox.priority()))
			.ifPresent((words) -> wrong.add(Refusal.Detail.of("priority", "not_a_choice", String.join(", ", words))));
		if (mailbox.category().isPresent()
				&& mailbox.category().flatMap(this.directory::category).filter(Category::isActive).isEmpty()) {
			wrong.add(Refusal.Detail.of("category_id", "unknown_category"));
		}
		boolean reportsAs = mailbox.unknownSenders().equals(Mailbox.REPORT_AS);
		if (reportsAs != mailbox.reportAs().isPresent()) {
			wrong.add(Refusal.Detail.of("report_as_id", reportsAs ? "required" : "not_for_rule"));
		}
		else if (reportsAs && mailbox.reportAs().flatMap(this.directory::user).filter(User::isActive).isEmpty()) {
			wrong.add(Refusal.Detail.of("report_as_id", "unknown_user"));
		}
		boolean checked = !mailbox.senderCheck().equals(Mailbox.UNCHECKED);
		if (checked != mailbox.authservId().isPresent()) {
			wrong.add(Refusal.Detail.of("authserv_id", checked ? "required" : "not_for_rule"));
		}
		if (!checked && mailbox.agentNotes().equals(Mailbox.PUBLIC)) {
			wrong.add(Refusal.Detail.of("agent_notes", "unchecked_sender"));
		}
	}

	/** Whether everybody may report it, and its report says no more than a mail does. */
	private static boolean isSaidByMail(TicketType<?, ?> type) {
		return type.isReportedByAll() && SAID.containsAll(type.required());
	}

}
