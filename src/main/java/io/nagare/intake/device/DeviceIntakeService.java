package io.nagare.intake.device;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Tenants;
import io.nagare.intake.alert.AlertIntakeService;
import io.nagare.intake.alert.AlertSignal;
import io.nagare.shared.RandomToken;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.workflow.Decisions;

/** Takes what devices say; the table says what it means. */
@Component
class DeviceIntakeService {

	private static final Logger LOG = LoggerFactory.getLogger(DeviceIntakeService.class);

	private static final String MEANINGS = "device-alert";

	private static final String IGNORED = "ignored";

	/** What says how a device is, the most telling first. */
	private static final List<String> STATES = List.of("status", "state", "severity", "level", "alarm");

	/** What says it to people. */
	private static final List<String> TEXTS = List.of("message", "summary", "title", "description", "text");

	private static final int LONGEST_TITLE = 300;

	private final Tenants tenants;

	private final Callers people;

	private final Decisions decisions;

	private final AlertIntakeService alerts;

	private final MeterRegistry meters;

	DeviceIntakeService(Tenants tenants, Callers people, Decisions decisions, AlertIntakeService alerts,
			MeterRegistry meters) {
		this.tenants = tenants;
		this.people = people;
		this.decisions = decisions;
		this.alerts = alerts;
		this.meters = meters;
	}

	/**
	 * Takes a message in the user's name. What is refused is logged and done with; what
	 * breaks otherwise is thrown, for whoever can be asked to say it again.
	 */
	void take(String tenant, String reportAs, DeviceMessage message) {
		String outcome = "failed";
		try {
			outcome = taken(tenant, reportAs, message);
		}
		catch (Refusal refusal) {
			outcome = "refused";
			LOG.warn("A message of {} at {} is refused: {} {}", message.device(), message.source(), refusal.kind(),
					refusal.details());
		}
		finally {
			this.meters.counter("nagare.device.messages", "source", message.source(), "outcome", outcome).increment();
		}
	}

	private String taken(String slug, String reportAs, DeviceMessage message) {
		TenantId tenant = this.tenants.bySlug(slug).orElseThrow(() -> Refusal.invalid("tenant", "not_a_choice", slug));
		return Objects.requireNonNull(Tenancy.as(tenant, () -> {
			Caller caller = this.people.byUsername(reportAs)
				.filter((known) -> tenant.equals(known.tenant()))
				.orElseThrow(() -> Refusal.invalid("report-as", "unknown_user", reportAs));
			return CurrentCaller.during(caller, () -> understood(message));
		}));
	}

	private String understood(DeviceMessage message) {
		String status = first(STATES, message).strip().toLowerCase(Locale.ROOT);
		Map<String, @Nullable Object> meaning = this.decisions.evaluate(MEANINGS,
				Map.of("source", message.source(), "name", message.name(), "status", status));
		String state = Objects.toString(meaning.get("state"), IGNORED);
		if (!state.equals("firing") && !state.equals("resolved")) {
			return IGNORED;
		}
		String subject = Objects.toString(meaning.get("subject"), "");
		String key = String.join("\n", message.device(), subject.isBlank() ? message.name() : subject,
				message.instance());
		Map<String, String> labels = new LinkedHashMap<>();
		labels.put("device", message.device());
		labels.put("name", message.name());
		message.values().forEach(labels::putIfAbsent);
		this.alerts.take(
				message.source(), new AlertSignal(RandomToken.hash(key), state.equals("firing"),
						title(message, subject), "", Objects.toString(meaning.get("severity"), ""), labels, null),
				"resolve");
		return state;
	}

	private static String title(DeviceMessage message, String subject) {
		String told = first(TEXTS, message);
		String said = !told.isEmpty() ? told
				: subject.isBlank() ? message.name() : (subject + " " + message.instance()).strip();
		String title = (message.device() + ": " + said).replaceAll("\\s+", " ").strip();
		return title.substring(0, Math.min(title.length(), LONGEST_TITLE));
	}

	/**
	 * What it says under the first of the names that says something; empty for nothing.
	 */
	private static String first(List<String> names, DeviceMessage message) {
		return names.stream()
			.map((name) -> message.values().getOrDefault(name, ""))
			.filter((value) -> !value.isBlank())
			.findFirst()
			.orElse("");
	}

}
