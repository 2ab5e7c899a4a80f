package io.nagare.intake.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.intake.alert.AlertIntakeService;
import io.nagare.intake.alert.AlertMessageReader;
import io.nagare.intake.alert.AlertMessageService;
import io.nagare.intake.alert.AlertSignal;
import io.nagare.shared.RandomToken;
import io.nagare.shared.Refusal;
import io.nagare.signin.TokenEntrance;

/**
 * Speaks the dialect of PagerDuty's Events API, version 2, so that whatever sends there
 * can send here: the address is another one, and the routing key is a personal access
 * token.
 */
@Hidden
@RestController
class PagerDutyController {

	/** The source of alerts. */
	private static final String ALERTS = "pagerduty";

	/** The source of change events. */
	private static final String CHANGES = "pagerduty-change";

	/** It is kept nowhere. */
	private static final String TOKEN = "routing_key";

	private static final int LONGEST_KEY = 255;

	private static final int MOST_LINKS = 20;

	private final AlertIntakeService alerts;

	private final AlertMessageService messages;

	private final AlertMessageReader reader;

	private final TokenEntrance entrance;

	private final ObjectMapper json;

	PagerDutyController(AlertIntakeService alerts, AlertMessageService messages, AlertMessageReader reader,
			TokenEntrance entrance, ObjectMapper json) {
		this.json = json;
		this.alerts = alerts;
		this.messages = messages;
		this.reader = reader;
		this.entrance = entrance;
	}

	/**
	 * Reads the body itself, whatever it is called: what is wrong is said in the dialect.
	 */
	@PostMapping("/v2/enqueue")
	ResponseEntity<Map<String, Object>> enqueue(@RequestBody(required = false) byte @Nullable [] body,
			@RequestParam(defaultValue = "resolve") String recovery, HttpServletRequest request) {
		return read(body, request, (event) -> take(event, recovery));
	}

	/**
	 * Takes a change event: that something was deployed or set otherwise. It is kept
	 * among the messages of its source, and means nothing unless the table says what.
	 */
	@PostMapping("/v2/change/enqueue")
	ResponseEntity<Map<String, Object>> enqueueChange(@RequestBody(required = false) byte @Nullable [] body,
			HttpServletRequest request) {
		return read(body, request, this::takeChange);
	}

	private ResponseEntity<Map<String, Object>> read(byte @Nullable [] body, HttpServletRequest request,
			Function<ObjectNode, ResponseEntity<Map<String, Object>>> taking) {
		JsonNode event;
		try {
			event = this.json.readTree(new ByteArrayInputStream((body != null) ? body : new byte[0]));
		}
		catch (IOException ex) {
			return invalid("The event is not valid JSON");
		}
		if (!(event instanceof ObjectNode object)) {
			return invalid("The event is not an object");
		}
		return this.entrance.as(event.path(TOKEN).asText(""), request, () -> taking.apply(object));
	}

	private ResponseEntity<Map<String, Object>> takeChange(ObjectNode event) {
		if (event.path("payload").path("summary").asText("").isBlank()) {
			return invalid("'payload.summary' is missing or blank");
		}
		event.remove(TOKEN);
		this.messages.take(this.reader.posted(CHANGES, CHANGES, event), "none");
		return ResponseEntity.accepted().body(Map.of("status", "success", "message", "Change event processed"));
	}

	private ResponseEntity<Map<String, Object>> take(ObjectNode event, String recovery) {
		String action = event.path("event_action").asText("");
		JsonNode payload = event.path("payload");
		String key = event.path("dedup_key").asText("");
		boolean triggers = action.equals("trigger");
		if (!List.of("trigger", "acknowledge", "resolve").contains(action)) {
			return invalid("'event_action' must be one of trigger, acknowledge, resolve");
		}
		if (key.length() > LONGEST_KEY) {
			return invalid("'dedup_key' is longer than 255 characters");
		}
		if (!triggers && key.isBlank()) {
			return invalid("'dedup_key' is missing or blank");
		}
		if (triggers && payload.path("summary").asText("").isBlank()) {
			return invalid("'payload.summary' is missing or blank");
		}
		String said = key.isBlank() ? UUID.randomUUID().toString().replace("-", "") : key;
		AlertSignal signal = signal(said, !action.equals("resolve"), event);
		if (action.equals("acknowledge")) {
			this.alerts.acknowledge(ALERTS, signal);
		}
		else {
			event.remove(TOKEN);
			this.messages.take(this.reader.posted(ALERTS, said, event), signal,
					() -> this.alerts.take(ALERTS, signal, recovery.equals("ask") ? "ask" : "resolve"));
		}
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("status", "success");
		answer.put("message", "Event processed");
		answer.put("dedup_key", said);
		return ResponseEntity.accepted().body(answer);
	}

	private static AlertSignal signal(String key, boolean triggers, JsonNode event) {
		JsonNode payload = event.path("payload");
		Map<String, String> labels = new LinkedHashMap<>();
		for (String field : List.of("source", "component", "group", "class")) {
			if (payload.path(field).isValueNode() && !payload.path(field).asText("").isBlank()) {
				labels.put(field, payload.path(field).asText(""));
			}
		}
		payload.path("custom_details")
			.properties()
			.stream()
			.limit(50)
			.forEach((detail) -> labels.putIfAbsent(detail.getKey(),
					detail.getValue().isValueNode() ? detail.getValue().asText("") : detail.getValue().toString()));
		String summary = AlertController.plain(payload.path("summary").asText(""));
		String url = event.path("client_url").asText("");
		return new AlertSignal(RandomToken.hash(key), triggers, summary.isBlank() ? "Event" : summary, described(event),
				payload.path("severity").asText(""), labels, url.isBlank() ? null : url);
	}

	/** Who watches, since when, and where to look: the runbook and the graph. */
	private static String described(JsonNode event) {
		Stream<String> said = Stream.of(event.path("client").asText(""),
				event.path("payload").path("timestamp").asText(""));
		Stream<String> links = each(event.path("links"))
			.map((link) -> link.path("text").asText("") + " " + link.path("href").asText(""));
		Stream<String> images = each(event.path("images")).map((image) -> image.path("alt").asText("") + " "
				+ image.path("href").asText(image.path("src").asText("")));
		return Stream.of(said, links, images)
			.flatMap((lines) -> lines)
			.map(AlertController::plain)
			.filter((line) -> !line.isEmpty())
			.collect(Collectors.joining("\n"));
	}

	private static Stream<JsonNode> each(JsonNode nodes) {
		return StreamSupport.stream(nodes.spliterator(), false).limit(MOST_LINKS);
	}

	private static ResponseEntity<Map<String, Object>> invalid(String why) {
		return ResponseEntity.badRequest()
			.body(Map.of("status", "invalid event", "message", "Event object is invalid", "errors", List.of(why)));
	}

	/** Says in PagerDuty's words what ours refuses. */
	@ExceptionHandler
	ResponseEntity<Map<String, Object>> refused(Refusal refusal) {
		if (refusal.kind() == Refusal.Kind.UNAUTHENTICATED) {
			return invalid("'routing_key' is not a token that may come in");
		}
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(refusal.kind().status());
		if (refusal.kind() == Refusal.Kind.RATE_LIMITED) {
			answer.header(HttpHeaders.RETRY_AFTER, "5");
		}
		return answer.body(Map.of("status", "invalid event", "message", refusal.kind().name(), "errors",
				refusal.details().stream().map((detail) -> detail.field() + ": " + detail.code()).toList()));
	}

}
