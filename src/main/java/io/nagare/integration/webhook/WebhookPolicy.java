package io.nagare.integration.webhook;

import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.Directory;
import io.nagare.integration.OutboundTypes;
import io.nagare.integration.OutboundTypes.OutboundType;
import io.nagare.notification.NoticeTemplate;
import io.nagare.shared.PublicAddresses;
import io.nagare.shared.Refusal;
import io.nagare.shared.WebAddress;
import io.nagare.ticket.PriorityScales;
import io.nagare.ticket.TicketTypes;

/**
 * What a webhook may be: one of the world outside, about teams that there are, in the
 * hands of who may read what it tells.
 */
@Component
class WebhookPolicy {

	/** Chats show no more at once. */
	private static final int LONGEST_TEMPLATE = 1_000;

	private final WebhookSettings settings;

	private final Directory directory;

	private final TicketTypes types;

	private final PriorityScales scales;

	private final OutboundTypes events;

	WebhookPolicy(WebhookSettings settings, Directory directory, TicketTypes types, PriorityScales scales,
			OutboundTypes events) {
		this.settings = settings;
		this.directory = directory;
		this.types = types;
		this.scales = scales;
		this.events = events;
	}

	/** What there is to be told of. */
	List<OutboundType> events() {
		return this.events.all();
	}

	/**
	 * Whoever sets up a webhook, or sees what it was told, reads what it tells of.
	 * @throws Refusal FORBIDDEN for who may not read it, or not the confidential tickets
	 */
	void demandReader(Caller caller, Webhook webhook) {
		this.events.all()
			.stream()
			.filter((event) -> webhook.wants(event.kind(), event.type()))
			.map((event) -> (event.ofTicket() && webhook.includesConfidential()) ? event.kind() + ":decide"
					: event.reads())
			.distinct()
			.forEach(caller::demand);
	}

	/**
	 * Checks what a request says of the events to be told: a word that means none would
	 * be a webhook that is never told anything.
	 * @throws Refusal naming every field that is wrong
	 */
	void check(WebhookFields fields) {
		List<OutboundType> events = this.events.all();
		List<Refusal.Detail> wrong = new ArrayList<>();
		List<String> types = events.stream().map(OutboundType::type).distinct().toList();
		said(fields.types()).filter((type) -> types.stream().noneMatch((one) -> Webhook.matches(type, one)))
			.findFirst()
			.ifPresent((type) -> wrong.add(Refusal.Detail.of("types", "unknown_event", type)));
		List<String> kinds = events.stream().map(OutboundType::kind).distinct().sorted().toList();
		check("kinds", fields.kinds(), kinds).ifPresent(wrong::add);
		List<String> priorities = this.types.all()
			.stream()
			.flatMap((type) -> this.scales.words(type).stream())
			.distinct()
			.toList();
		check("priorities", fields.priorities(), priorities).ifPresent(wrong::add);
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
	}

	private static Optional<Refusal.Detail> check(String field, JsonNullable<List<String>> said, List<String> known) {
		return said(said).allMatch(known::contains) ? Optional.empty()
				: Optional.of(Refusal.Detail.of(field, "not_a_choice", String.join(", ", known)));
	}

	private static Stream<String> said(JsonNullable<List<String>> field) {
		return field.isPresent() ? field.get().stream() : Stream.empty();
	}

	/**
	 * Checks what was made or changed.
	 * @throws Refusal naming the field that is wrong
	 */
	void check(Webhook webhook) {
		checkAddress(webhook.url());
		webhook.template().ifPresent((text) -> {
			List<Refusal.Detail> wrong = new ArrayList<>();
			NoticeTemplate.check("template", text, LONGEST_TEMPLATE, ChatMessages.PLACES, wrong);
			if (!wrong.isEmpty()) {
				throw Refusal.invalid(wrong);
			}
		});
		for (UUID team : webhook.teamIds()) {
			if (this.directory.team(team).isEmpty()) {
				throw Refusal.invalid("team_ids", "unknown_team");
			}
		}
	}

	/** A name is looked at again with each call; an address that leads inside is none. */
	private void checkAddress(String url) {
		String host = WebAddress.of(url).map(URI::getHost).orElseThrow(() -> Refusal.invalid("url", "web_address"));
		try {
			if (new PublicAddresses(this.settings.insideHosts()).leadsInside(host)) {
				throw Refusal.invalid("url", "leads_inside");
			}
		}
		catch (UnknownHostException ex) {
			throw Refusal.invalid("url", "web_address");
		}
	}

}
