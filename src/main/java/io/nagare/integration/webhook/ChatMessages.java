package io.nagare.integration.webhook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.integration.OutboundEvent;
import io.nagare.notification.NoticeTemplate;
import io.nagare.shared.Label;
import io.nagare.shared.PublicUrl;
import io.nagare.shared.Texts;
import io.nagare.ticket.PriorityScales;
import io.nagare.ticket.StatusLabels;
import io.nagare.ticket.TicketTypes;

/**
 * What a chat reads of an event: a sentence with the words that the tenant's people know
 * statuses and priorities by, or what an owner wrote instead.
 */
@Component
class ChatMessages {

	/** What an owner's text may name. */
	static final List<String> PLACES = List.of("number", "title", "event", "status", "priority", "from", "to");

	private static final String NUMBER = "number";

	private static final String TITLE = "title";

	private static final String STATUS = "status";

	private static final String PRIORITY = "priority";

	private final TicketTypes types;

	private final StatusLabels statuses;

	private final PriorityScales scales;

	private final Directory directory;

	private final PublicUrl publicUrl;

	ChatMessages(TicketTypes types, StatusLabels statuses, PriorityScales scales, Directory directory,
			PublicUrl publicUrl) {
		this.types = types;
		this.statuses = statuses;
		this.scales = scales;
		this.directory = directory;
		this.publicUrl = publicUrl;
	}

	ChatMessage of(Webhook webhook, OutboundEvent event) {
		Locale language = webhook.language().map(Locale::forLanguageTag).orElseGet(this.directory::language);
		String number = event.said(NUMBER);
		Map<String, String> places = places(event, language);
		String text = webhook.template()
			.map((template) -> NoticeTemplate.filled(template, places))
			.filter((filled) -> !filled.isBlank())
			.orElseGet(() -> said(places, language));
		return new ChatMessage((number.isEmpty() ? "" : "[" + number + "] ") + event.said(TITLE), text,
				number.isEmpty() ? "" : this.publicUrl.configured("/tickets/" + number).orElse(""),
				Texts.label("webhook.open").in(language));
	}

	private static String said(Map<String, String> places, Locale language) {
		String status = places.getOrDefault(STATUS, "");
		return places.getOrDefault("event", "") + (status.isEmpty() ? ""
				: "\n" + Texts.label("webhook.state", status, places.getOrDefault(PRIORITY, "")).in(language));
	}

	private Map<String, String> places(OutboundEvent event, Locale language) {
		String kind = event.said("kind");
		Map<String, String> places = new LinkedHashMap<>();
		places.put(NUMBER, event.said(NUMBER));
		places.put(TITLE, event.said(TITLE));
		for (String status : List.of(STATUS, "from", "to")) {
			String word = event.said(status);
			places.put(status, word.isEmpty() ? "" : this.statuses.ofStatus(kind, word).in(language));
		}
		String priority = event.said(PRIORITY);
		places.put(PRIORITY,
				this.types.find(kind)
					.map(this.scales::labels)
					.map((labels) -> labels.get(priority))
					.map((label) -> label.in(language))
					.orElse(priority));
		places.put("event", sentence(event, places).in(language));
		return places;
	}

	/** What happened; the event's own name where the product has no sentence for it. */
	private static Label sentence(OutboundEvent event, Map<String, String> places) {
		String what = event.type().substring(event.type().indexOf('.') + 1);
		return Stream.of(event.type(), what)
			.filter((said) -> Texts.find("webhook.said." + said).isPresent())
			.findFirst()
			.map((said) -> Texts.label("webhook.said." + said, places.getOrDefault("from", ""),
					places.getOrDefault("to", "")))
			.orElse(Label.said(event.type()));
	}

	/**
	 * A message.
	 *
	 * @param headline the ticket's number and title
	 * @param text what happened
	 * @param link to the ticket; empty for nothing
	 * @param open what the link is called
	 */
	record ChatMessage(String headline, String text, String link, String open) {
	}

}
