package io.nagare.integration;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

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
import io.nagare.shared.Excerpt;

/**
 * Tells of events on Kafka, each on the topic that bears its name, as a CloudEvent in
 * binary mode: its attributes are headers, its data the value. Works where
 * {@code spring.kafka.bootstrap-servers} is set. One node sends at a time, in the order
 * in which things happened, with the ticket as key. A topic that Kafka does not take
 * stands aside for a while and the others go on; what was not taken is sent again, so an
 * event may come twice, but on its topic no older one after a newer of the same ticket.
 */
@Component
@ConditionalOnProperty("spring.kafka.bootstrap-servers")
class KafkaEvents {

	static final String BREACH = "sla.breach";

	static final String WARNING = "sla_breach_warning";

	static final String RELATIONSHIP = "ci.relationship.changed";

	private static final Logger LOG = LoggerFactory.getLogger(KafkaEvents.class);

	private static final int BATCH = 500;

	private static final long LONGEST_SECONDS = 600;

	/** In characters, three bytes each at most: a broker takes a megabyte. */
	private static final int LONGEST = 300_000;

	/** Of a field before or after, where the whole would be too long. */
	private static final int LONGEST_VALUE = 1_000;

	/** What a confidential ticket tells of itself on topics that all tenants share. */
	private static final Set<String> UNTOLD = Set.of("changes", "reason");

	private final OutboundStore store;

	private final KafkaTemplate<String, String> kafka;

	private final KafkaTopics topics;

	private final AcrossTenants acrossTenants;

	private final ObjectMapper json;

	private final Map<String, Integer> failures = new HashMap<>();

	/** Which topic is tried again when. */
	private final Map<String, Instant> aside = new HashMap<>();

	KafkaEvents(OutboundStore store, KafkaTemplate<String, String> kafka, KafkaTopics topics,
			AcrossTenants acrossTenants, ObjectMapper json) {
		this.store = store;
		this.kafka = kafka;
		this.topics = topics;
		this.acrossTenants = acrossTenants;
		this.json = json;
	}

	@Scheduled(cron = "${nagare.schedule.send-events}")
	@SchedulerLock(name = "events-to-kafka")
	synchronized void send() {
		this.aside.values().removeIf((until) -> until.isBefore(Instant.now()));
		int found = BATCH;
		while (found == BATCH) {
			found = sendSome();
		}
	}

	/**
	 * How many were found; those that failed are found no more until their topics' time.
	 * No transaction waits for the broker: what it took and nobody wrote down goes to it
	 * once more.
	 */
	private int sendSome() {
		List<OutboundStore.Row> rows = this.acrossTenants
			.read(() -> this.store.next(OutboundStore.Reader.KAFKA, BATCH, this.aside.keySet()));
		Set<String> wanted = rows.stream().map((row) -> row.event().type()).collect(Collectors.toSet());
		Map<String, Exception> missing = this.topics.missing(wanted);
		missing.forEach(this::setAside);
		List<OutboundStore.Row> left = new ArrayList<>(rows);
		left.removeIf((row) -> missing.containsKey(row.event().type()));
		List<Long> told = new ArrayList<>();
		while (!left.isEmpty()) {
			Map<String, Exception> failed = sendTogether(firsts(left), told);
			failed.forEach(this::setAside);
			left.removeIf((row) -> failed.containsKey(row.event().type()));
		}
		if (!told.isEmpty()) {
			this.acrossTenants.write(() -> {
				this.store.told(OutboundStore.Reader.KAFKA, told);
				return told.size();
			});
		}
		return rows.size();
	}

	/** Takes the oldest of each ticket on each topic: none goes before it has arrived. */
	private static List<OutboundStore.Row> firsts(List<OutboundStore.Row> left) {
		Set<List<Object>> seen = new HashSet<>();
		List<OutboundStore.Row> firsts = left.stream()
			.filter((row) -> seen.add(List.of(row.event().type(), row.event().subject())))
			.toList();
		left.removeAll(firsts);
		return firsts;
	}

	/** Which topics took one of them not, and why. */
	private Map<String, Exception> sendTogether(List<OutboundStore.Row> rows, List<Long> told) {
		Map<OutboundStore.Row, CompletableFuture<?>> answers = new LinkedHashMap<>();
		Map<String, Exception> failed = new HashMap<>();
		for (OutboundStore.Row row : rows) {
			if (!failed.containsKey(row.event().type())) {
				try {
					answers.put(row, this.kafka.send(message(row.event())));
				}
				catch (RuntimeException ex) {
					failed.put(row.event().type(), ex);
				}
			}
		}
		answers.forEach((row, answer) -> {
			try {
				answer.join();
				told.add(row.id());
				this.failures.remove(row.event().type());
			}
			catch (RuntimeException ex) {
				failed.put(row.event().type(), ex);
			}
		});
		return failed;
	}

	private void setAside(String topic, Exception why) {
		int times = this.failures.merge(topic, 1, Integer::sum);
		this.aside.put(topic, Instant.now().plusSeconds(Math.min(1L << Math.min(times, 30), LONGEST_SECONDS)));
		this.topics.doubt(topic);
		LOG.warn("Kafka does not take events of topic {}, which wait while others go on; attempt {}: {}", topic, times,
				why.toString());
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
		String all = json(data);
		if (all.length() > LONGEST && data.get("changes") instanceof Map<?, ?> changes) {
			changes.values().forEach(KafkaEvents::shorten);
			all = json(data);
		}
		return all;
	}

	@SuppressWarnings("unchecked") // as it was written down: from and to of each field
	private static void shorten(Object change) {
		((Map<String, @Nullable Object>) change)
			.replaceAll((side, value) -> (value instanceof String text) ? Excerpt.of(text, LONGEST_VALUE) : value);
	}

	private String json(Map<String, @Nullable Object> data) {
		try {
			return this.json.writeValueAsString(data);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
