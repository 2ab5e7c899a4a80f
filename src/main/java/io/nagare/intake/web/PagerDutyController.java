package io.nagare.intake.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.intake.alert.AlertIntakeService;
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

	private static final int LONGEST_KEY = 255;

	private final AlertIntakeService alerts;

	private final TokenEntrance entrance;

	PagerDutyController(AlertIntakeService alerts, TokenEntrance entrance) {
		this.alerts = alerts;
		this.entrance = entrance;
	}

	@PostMapping("/v2/enqueue")
	ResponseEntity<Map<String, Object>> enqueue(@RequestBody JsonNode event,
			@RequestParam(defaultValue = "resolve") String recovery, HttpServletRequest request) {
		try {
			return this.entrance.as(event.path("routing_key").asText(), request, () -> take(event, recovery));
		}
		catch (Refusal refusal) {
			return refused(refusal);
		}
	}

	private ResponseEntity<Map<String, Object>> take(JsonNode event, String recovery) {
		String action = event.path("event_action").asText();
		JsonNode payload = event.path("payload");
		String key = event.path("dedup_key").asText();
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
		if (triggers && payload.path("summary").asText().isBlank()) {
			return invalid("'payload.summary' is missing or blank");
		}
		String said = key.isBlank() ? UUID.randomUUID().toString().replace("-", "") : key;
		if (action.equals("acknowledge")) {
			this.alerts.acknowledge("pagerduty", signal(said, true, event));
		}
		else {
			this.alerts.take("pagerduty", signal(said, triggers, event), recovery.equals("ask") ? "ask" : "resolve");
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
			if (payload.path(field).isValueNode() && !payload.path(field).asText().isBlank()) {
				labels.put(field, payload.path(field).asText());
			}
		}
		payload.path("custom_details")
			.properties()
			.stream()
			.limit(50)
			.forEach((detail) -> labels.putIfAbsent(detail.getKey(),
					detail.getValue().isValueNode() ? detail.getValue().asText() : detail.getValue().toString()));
		String summary = AlertController.plain(payload.path("summary").asText());
		String url = event.path("client_url").asText();
		return new AlertSignal(RandomToken.hash(key), triggers, summary.isBlank() ? "Event" : summary, "",
				payload.path("severity").asText(), labels, url.isBlank() ? null : url);
	}

	private static ResponseEntity<Map<String, Object>> invalid(String why) {
		return ResponseEntity.badRequest()
			.body(Map.of("status", "invalid event", "message", "Event object is invalid", "errors", List.of(why)));
	}

	private static ResponseEntity<Map<String, Object>> refused(Refusal refusal) {
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
