package io.nagare.integration;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.nagare.directory.AcrossTenants;

/**
 * Tells of events on Kafka, each on the topic that bears its name, as a CloudEvent in
 * binary mode: its attributes are headers, its data the value. Works where
 * {@code spring.kafka.bootstrap-servers} is set. One node sends at a time, in the order
 * in which things happened, with the ticket as key; what Kafka does not take is sent
 * again, so an event may come twice, but no older one after a newer of the same ticket.
 */
@Component
@ConditionalOnProperty("spring.kafka.bootstrap-servers")
class KafkaEvents {

	static final String BREACH = "sla.breach";

	static final String WARNING = "sla_breach_warning";

	static final String RELATIONSHIP = "ci.relationship.changed";

	private static final Logger LOG = LoggerFactory.getLogger(KafkaEvents.class);

	private static final int BATCH = 500;

	/** What a confidential ticket tells of itself on topics that all tenants share. */
	private static final Set<String> UNTOLD = Set.of("changes", "reason");

	private final OutboundStore store;

	private final KafkaTemplate<String, String> kafka;

	private final AcrossTenants acrossTenants;

	private final ObjectMapper json;

	KafkaEvents(OutboundStore store, KafkaTemplate<String, String> kafka, AcrossTenants acrossTenants,
			ObjectMapper json) {
		this.store = store;
		this.kafka = kafka;
		this.acrossTenants = acrossTenants;
		this.json = json;
	}

	@Scheduled(cron = "${nagare.schedule.send-events}")
	@SchedulerLock(name = "events-to-kafka")
	void send() {
		int sent = BATCH;
		while (sent == BATCH) {
			sent = this.acrossTenants.write(this::sendSome);
		}
	}

	private int sendSome() {
		List<OutboundStore.Row> rows = this.store.next(OutboundStore.Reader.KAFKA, BATCH);
		List<CompletableFuture<?>> answers = new ArrayList<>();
		List<Long> told = new ArrayList<>();
		try {
			rows.forEach((row) -> answers.add(this.kafka.send(message(row.event()))));
			for (int i = 0; i < answers.size(); i++) {
				answers.get(i).join();
				told.add(rows.get(i).id());
			}
		}
		catch (RuntimeException ex) {
			// from here on everything is sent again, in its order
			LOG.warn("Kafka took {} of {} events; the others are sent again: {}", told.size(), rows.size(),
					ex.getMessage());
		}
		if (!told.isEmpty()) {
			this.store.told(OutboundStore.Reader.KAFKA, told);
		}
		return told.size();
	}

	private ProducerRecord<String, String> message(OutboundEvent event) {
		ProducerRecord<String, String> message = new ProducerRecord<>(event.type(), event.subject().toString(),
				written(event));
		Headers headers = message.headers();
		header(headers, "ce_specversion", "1.0");
		header(headers, "ce_id", event.id().toString());
		header(headers, "ce_source", "/nagare/tenants/" + event.tenant());
		header(headers, "ce_type", event.type());
		header(headers, "ce_subject", event.subject().toString());
		header(headers, "ce_time", event.at().toString());
		header(headers, "content-type", "application/json");
		return message;
	}

	private static void header(Headers headers, String name, String value) {
		headers.add(name, value.getBytes(StandardCharsets.UTF_8));
	}

	private String written(OutboundEvent event) {
		Map<String, @Nullable Object> data = new LinkedHashMap<>(event.data());
		if (event.isConfidential()) {
			data.keySet().removeAll(UNTOLD);
			data.put("title", event.said("number"));
		}
		try {
			return this.json.writeValueAsString(data);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
