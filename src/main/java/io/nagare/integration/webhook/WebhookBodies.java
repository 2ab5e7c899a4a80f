package io.nagare.integration.webhook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.integration.OutboundEvent;
import io.nagare.integration.webhook.ChatMessages.ChatMessage;

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

	private final ChatMessages messages;

	WebhookBodies(ObjectMapper json, ChatMessages messages) {
		this.json = json;
		this.messages = messages;
	}

	static String contentType(String format) {
		return format.equals(CLOUD_EVENTS) ? "application/cloudevents+json" : "application/json";
	}

	String of(Webhook webhook, OutboundEvent event) {
		return written(switch (webhook.format()) {
			case STANDARD, CLOUD_EVENTS -> event(event);
			case SLACK -> slack(this.messages.of(webhook, event));
			case TEAMS -> teams(this.messages.of(webhook, event));
			default -> lineWorks(this.messages.of(webhook, event));
		});
	}

	/** Whether a person reads it in a chat. */
	static boolean isChat(String format) {
		return !format.equals(STANDARD) && !format.equals(CLOUD_EVENTS);
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

	/** Its marks are three characters (api.slack.com). */
	private static Map<String, Object> slack(ChatMessage message) {
		String headline = escaped(message.headline());
		return Map.of(TEXT,
				(message.link().isEmpty() ? headline : "<" + message.link() + "|" + headline.replace("|", "¦") + ">")
						+ "\n" + escaped(message.text()));
	}

	private static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}

	/** An adaptive card, as workflows of Teams take it. */
	private static Map<String, Object> teams(ChatMessage message) {
		Map<String, Object> card = new LinkedHashMap<>();
		card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
		card.put(TYPE, "AdaptiveCard");
		card.put("version", "1.4");
		List<Map<String, Object>> blocks = new ArrayList<>(List.of(block(message.headline(), "Bolder")));
		message.text().lines().filter((line) -> !line.isBlank()).forEach((line) -> blocks.add(block(line, "Default")));
		card.put("body", blocks);
		if (!message.link().isEmpty()) {
			card.put("actions", List.of(Map.of(TYPE, "Action.OpenUrl", TITLE, message.open(), "url", message.link())));
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

	private static Map<String, Object> lineWorks(ChatMessage message) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put(TITLE, message.headline());
		body.put("body", Map.of(TEXT, message.text()));
		if (!message.link().isEmpty()) {
			body.put("button", Map.of("label", message.open(), "url", message.link()));
		}
		return body;
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
