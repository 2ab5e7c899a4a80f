package io.nagare.integration;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;

import io.nagare.cmdb.CiRelationshipChanged;
import io.nagare.shared.TenantId;
import io.nagare.shared.TicketRef;
import io.nagare.ticket.sla.SlaBreachWarning;
import io.nagare.ticket.sla.SlaBreached;

/**
 * Tells the world of events, each on the topic that bears its name, after its transaction
 * has committed. Works where {@code spring.kafka.bootstrap-servers} is set. What Kafka
 * does not take stays in the register of event publications, which delivers it again
 * every minute; so an event may come twice, and an old one after a newer.
 */
@Component
@ConditionalOnProperty("spring.kafka.bootstrap-servers")
class KafkaEvents {

	static final String BREACH = "sla.breach";

	static final String WARNING = "sla_breach_warning";

	static final String RELATIONSHIP = "ci.relationship.changed";

	private final KafkaTemplate<String, String> kafka;

	private final ObjectMapper json;

	KafkaEvents(KafkaTemplate<String, String> kafka, ObjectMapper json) {
		this.kafka = kafka;
		this.json = json;
	}

	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(SlaBreached event) {
		Map<String, Object> payload = about(event.ticket());
		payload.put("breach_type", event.breachType());
		payload.put("time_overdue", event.timeOverdue());
		send(BREACH, event.ticket().id(), event.tenant(), event.at(), payload);
	}

	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(SlaBreachWarning event) {
		Map<String, Object> payload = about(event.ticket());
		payload.put("breach_type", event.breachType());
		payload.put("milestone", event.milestone());
		payload.put("time_remaining", event.timeRemaining());
		send(WARNING, event.ticket().id(), event.tenant(), event.at(), payload);
	}

	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(CiRelationshipChanged event) {
		Map<String, Object> payload = new LinkedHashMap<>();
		payload.put("source_ci_id", event.sourceCiId());
		payload.put("target_ci_id", event.targetCiId());
		payload.put("relationship_type", event.relationshipType());
		payload.put("action", event.action());
		send(RELATIONSHIP, event.sourceCiId(), event.tenant(), event.at(), payload);
	}

	/** Its id under the name of its practice, such as {@code incident_id}. */
	private static Map<String, Object> about(TicketRef ticket) {
		Map<String, Object> payload = new LinkedHashMap<>();
		payload.put(ticket.kind() + "_id", ticket.id());
		payload.put(ticket.kind() + "_number", ticket.number());
		return payload;
	}

	/**
	 * Waits for Kafka's answer, since the register takes a listener that returns for one
	 * that has delivered.
	 */
	private void send(String topic, UUID key, TenantId tenant, Instant at, Map<String, Object> payload) {
		payload.put("tenant_id", tenant.id());
		payload.put("timestamp", at);
		try {
			this.kafka.send(topic, key.toString(), this.json.writeValueAsString(payload)).join();
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
