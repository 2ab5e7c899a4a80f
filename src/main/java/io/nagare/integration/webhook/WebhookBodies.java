package io.nagare.integration.webhook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

import io.nagare.integration.OutboundEvent;
import io.nagare.shared.Texts;

/**
 * Writes events for those who are told: as an event that is a CloudEvent and what
 * Standard Webhooks advises at once, or as a message that a chat shows.
 */
@Component
class WebhookBodies {

	static final String STANDARD = "standard";

	static final String CLOUD_EVENTS = "cloudevents";

	private static final String SLACK = "slack";

	private static final String TEAMS = "teams";

	private static final String TITLE = "title";

	private static final String TYPE = "type";

	private static final String TEXT = "text";

	private final ObjectMapper json;

	private final String publicUrl;

	WebhookBodies(ObjectMapper json, @Value("${nagare.public-url:}") String publicUrl) {
		this.json = json;
		this.publicUrl = StringUtils.trimTrailingCharacter(publicUrl, '/');
	}

	static String contentType(String format) {
		return format.equals(CLOUD_EVENTS) ? "application/cloudevents+json" : "application/json";
	}

	String of(String format, OutboundEvent event) {
		return written(switch (format) {
			case STANDARD, CLOUD_EVENTS -> event(event);
			case SLACK -> slack(event);
			case TEAMS -> teams(event);
			default -> lineWorks(event);
		});
	}

	private static Map<String, @Nullable Object> event(OutboundEvent event) {
		Map<String, @Nullable Object> body = new LinkedHashMap<>();
		body.put("specversion", "1.0");
		body.put("id", event.id());
		body.put("source", "/nagare/tenants/" + event.tenant());
		body.put(TYPE, event.type());
		body.put("subject", event.subject());
		body.put("time", event.at());
		body.put("timestamp", event.at());
		body.put("datacontenttype", "application/json");
		body.put("data", event.data());
		return body;
	}

	private String link(OutboundEvent event) {
		String number = event.said("number");
		return (this.publicUrl.isEmpty() || number.isEmpty()) ? "" : this.publicUrl + "/tickets/" + number;
	}

	private static String headline(OutboundEvent event) {
		String number = event.said("number");
		return (number.isEmpty() ? "" : "[" + number + "] ") + event.said(TITLE);
	}

	private static String details(OutboundEvent event) {
		return event.type()
				+ (event.said("status").isEmpty() ? "" : " · " + event.said("status") + " · " + event.said("priority"));
	}

	/** Its marks are three characters (api.slack.com). */
	private Map<String, Object> slack(OutboundEvent event) {
		String headline = headline(event).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
		String link = link(event);
		return Map.of(TEXT, (link.isEmpty() ? headline : "<" + link + "|" + headline.replace("|", "¦") + ">") + "\n"
				+ details(event));
	}

	/** An adaptive card, as workflows of Teams take it. */
	private Map<String, Object> teams(OutboundEvent event) {
		Map<String, Object> card = new LinkedHashMap<>();
		card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
		card.put(TYPE, "AdaptiveCard");
		card.put("version", "1.4");
		card.put("body", List.of(block(headline(event), "Bolder"), block(details(event), "Default")));
		String link = link(event);
		if (!link.isEmpty()) {
			card.put("actions", List.of(Map.of(TYPE, "Action.OpenUrl", TITLE, open(), "url", link)));
		}
		return Map.of(TYPE, "message", "attachments",
				List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card)));
	}

	/**
	 * Runs of text, since a block of text would read Markdown, and people write titles.
	 */
	private static Map<String, Object> block(String text, String weight) {
		return Map.of(TYPE, "RichTextBlock", "inlines", List.of(Map.of(TYPE, "TextRun", TEXT, text, "weight", weight)));
	}

	private Map<String, Object> lineWorks(OutboundEvent event) {
		Map<String, Object> message = new LinkedHashMap<>();
		message.put(TITLE, headline(event));
		message.put("body", Map.of(TEXT, details(event)));
		String link = link(event);
		if (!link.isEmpty()) {
			message.put("button", Map.of("label", open(), "url", link));
		}
		return message;
	}

	private static String open() {
		return Texts.both("webhook.open");
	}

	private String written(Object body) {
		try {
			return this.json.writeValueAsString(body);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
