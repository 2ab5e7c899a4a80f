package io.nagare.intake.web;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.intake.alert.AlertGroup;
import io.nagare.intake.alert.AlertIntakeService;
import io.nagare.intake.alert.AlertMessage;
import io.nagare.intake.alert.AlertMessageReader;
import io.nagare.intake.alert.AlertMessageService;
import io.nagare.intake.alert.AlertSignal;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.RandomToken;

/** Takes alerts of Prometheus' Alertmanager and of Grafana. */
@RestController
@Tag(name = "Alerts")
@RequestMapping("/api/v1/alerts")
class AlertController {

	private static final String RESOLVED = "resolved";

	private static final int MOST_FIRING = 1_000;

	private static final int MOST_SHOWN = 20;

	private static final String SOURCE = "alertmanager";

	private final AlertIntakeService alerts;

	private final AlertMessageService messages;

	private final AlertMessageReader reader;

	private final ObjectMapper json;

	AlertController(AlertIntakeService alerts, AlertMessageService messages, AlertMessageReader reader,
			ObjectMapper json) {
		this.alerts = alerts;
		this.messages = messages;
		this.reader = reader;
		this.json = json;
	}

	@GetMapping
	@Operation(summary = "Lists groups of alerts and the incidents that they became, the one heard of last first")
	Paged<AlertGroupDto> listAlerts(
			@RequestParam(required = false) @Nullable @Pattern(regexp = "firing|resolved") String state,
			@RequestParam(name = "incident_id", required = false) @Nullable UUID incidentId,
			@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.alerts.page(state, incidentId, PageQuery.of(page, limit)).map(AlertGroupDto::of);
	}

	@PostMapping("/alertmanager")
	@Operation(summary = "Takes a notification of Alertmanager (webhook, version 4) or Grafana: one incident for each "
			+ "group while it lasts; recovery says what becomes of it when all is well again")
	AlertGroupDto takeAlertmanagerNotification(@Valid @RequestBody AlertmanagerNotification notification,
			@RequestParam(required = false) @Nullable @Pattern(regexp = "resolve|ask|none") String recovery) {
		String key = (notification.groupKey() != null) ? notification.groupKey()
				: new java.util.TreeMap<>(notification.groupLabels()).toString();
		String group = notification.receiver() + "\n" + key;
		List<AlertSignal> signals = kept(notification.alerts()).map((alert) -> signal(alert, notification)).toList();
		String how = (recovery != null) ? recovery : "resolve";
		AlertMessage message = this.reader.posted(SOURCE, group, this.json.valueToTree(notification.beginning()));
		return AlertGroupDto.of(this.messages.take(message, signals.get(0),
				() -> notification.saysAllIsWell() ? this.alerts.takeRecovered(SOURCE, group, signals, how)
						: this.alerts.take(SOURCE, group, signals, how)));
	}

	/**
	 * Alertmanager may send any number; what ends is heard of all, what is wrong of many.
	 */
	private static Stream<AlertmanagerAlert> kept(List<AlertmanagerAlert> alerts) {
		return Stream.concat(alerts.stream().filter((alert) -> !RESOLVED.equals(alert.status())).limit(MOST_FIRING),
				alerts.stream().filter((alert) -> RESOLVED.equals(alert.status())));
	}

	private static AlertSignal signal(AlertmanagerAlert alert, AlertmanagerNotification notification) {
		Map<String, String> labels = alert.labels();
		Map<String, String> said = new LinkedHashMap<>(notification.commonAnnotations());
		said.putAll(alert.annotations());
		String name = labels.getOrDefault("alertname", "");
		String summary = said.getOrDefault("summary", "");
		String title = summary.isBlank() ? name : name.isBlank() ? summary : name + ": " + summary;
		String fingerprint = alert.fingerprint();
		String url = alert.generatorURL();
		return new AlertSignal(
				RandomToken.hash((fingerprint != null && !fingerprint.isBlank()) ? fingerprint
						: new java.util.TreeMap<>(labels).toString()),
				!RESOLVED.equals(alert.status()), title.isBlank() ? "Alert" : plain(title),
				said.getOrDefault("description", said.getOrDefault("message", "")), labels.getOrDefault("severity", ""),
				labels, (url != null && !url.isBlank()) ? url : null);
	}

	static String plain(String title) {
		return title.replaceAll("\\s+", " ").strip();
	}

	/** What Alertmanager sends, as far as it is read. */
	@Schema(name = "AlertmanagerNotification")
	@JsonIgnoreProperties(ignoreUnknown = true)
	record AlertmanagerNotification(@Nullable @Size(max = 200) String receiver, @Nullable String status,
			@JsonProperty("groupKey") @Nullable @Size(max = 10_000) String groupKey,
			@JsonProperty("groupLabels") Map<String, String> groupLabels,
			@JsonProperty("commonAnnotations") Map<String, String> commonAnnotations,
			@JsonProperty("truncatedAlerts") @Nullable Integer truncatedAlerts,
			@NotEmpty @Size(max = 100_000) List<@NotNull @Valid AlertmanagerAlert> alerts) {

		AlertmanagerNotification {
			groupLabels = Objects.requireNonNullElse(groupLabels, Map.of());
			commonAnnotations = Objects.requireNonNullElse(commonAnnotations, Map.of());
		}

		/** As much as people look at. */
		private AlertmanagerNotification beginning() {
			return new AlertmanagerNotification(this.receiver, this.status, this.groupKey, this.groupLabels,
					this.commonAnnotations, this.truncatedAlerts,
					this.alerts.subList(0, Math.min(MOST_SHOWN, this.alerts.size())));
		}

		/** Nothing of the group fires, that is, also nothing that is not named here. */
		private boolean saysAllIsWell() {
			return RESOLVED.equals(this.status) && (this.truncatedAlerts == null || this.truncatedAlerts == 0);
		}

	}

	/** One alert of it. */
	@Schema(name = "AlertmanagerAlert")
	@JsonIgnoreProperties(ignoreUnknown = true)
	record AlertmanagerAlert(@NotNull @Pattern(regexp = "firing|resolved") String status, Map<String, String> labels,
			Map<String, String> annotations, @JsonProperty("generatorURL") @Nullable String generatorURL,
			@Nullable @Size(max = 200) String fingerprint) {

		AlertmanagerAlert {
			labels = Objects.requireNonNullElse(labels, Map.of());
			annotations = Objects.requireNonNullElse(annotations, Map.of());
		}

	}

	/** What a source tells together. */
	@Schema(name = "AlertGroup")
	record AlertGroupDto(UUID id, String source, String title, String state, String priority, @Nullable UUID incidentId,
			@Nullable String incidentNumber, int flips, long received, Instant createdAt, Instant updatedAt) {

		static AlertGroupDto of(AlertGroup group) {
			return new AlertGroupDto(group.id(), group.source(), group.title(), group.state(), group.priority(),
					group.ticketId(), group.ticketNumber(), group.flips(), group.received(), group.createdAt(),
					group.updatedAt());
		}

	}

}
