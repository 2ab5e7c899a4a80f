package io.nagare.integration;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * The topics of events: those that the seed's chapter 6.3 names are made at the start,
 * every other one before its first event. Partitions and copies are as the broker has
 * them by default.
 */
@Component
@ConditionalOnProperty("spring.kafka.bootstrap-servers")
class KafkaTopics {

	/** Within which Kafka must answer. */
	private static final int MILLISECONDS = 10_000;

	private final KafkaAdmin admin;

	private final Set<String> known = ConcurrentHashMap.newKeySet();

	KafkaTopics(KafkaAdmin admin) {
		this.admin = admin;
	}

	/** Made by Spring's administration of Kafka; a broker that is away stops no start. */
	@Bean
	static KafkaAdmin.NewTopics topicsOfEvents() {
		return new KafkaAdmin.NewTopics(topic("incident.created"), topic(KafkaEvents.BREACH),
				topic(KafkaEvents.WARNING), topic(KafkaEvents.RELATIONSHIP));
	}

	private static NewTopic topic(String name) {
		return TopicBuilder.name(name).build();
	}

	/**
	 * Makes those that Kafka has not.
	 * @return which of them could not be made, each with the reason; all of them where
	 * Kafka does not answer
	 */
	Map<String, Exception> missing(Collection<String> wanted) {
		Set<String> unknown = new HashSet<>(wanted);
		unknown.removeAll(this.known);
		if (unknown.isEmpty()) {
			return Map.of();
		}
		Map<String, Object> settings = new HashMap<>(this.admin.getConfigurationProperties());
		settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, MILLISECONDS);
		settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, MILLISECONDS);
		Map<String, Exception> missing = new HashMap<>();
		try (AdminClient client = AdminClient.create(settings)) {
			missing.putAll(failures(client.describeTopics(unknown).topicNameValues()));
			List<NewTopic> absent = missing.entrySet()
				.stream()
				.filter((one) -> one.getValue() instanceof UnknownTopicOrPartitionException)
				.map((one) -> topic(one.getKey()))
				.toList();
			absent.forEach((topic) -> missing.remove(topic.name()));
			missing.putAll(failures(client.createTopics(absent).values()));
		}
		catch (KafkaException ex) {
			unknown.forEach((topic) -> missing.put(topic, ex));
		}
		unknown.removeAll(missing.keySet());
		this.known.addAll(unknown);
		return missing;
	}

	/** Asks for it again before the next event. */
	void doubt(String topic) {
		this.known.remove(topic);
	}

	private static Map<String, Exception> failures(Map<String, ? extends KafkaFuture<?>> answers) {
		Map<String, Exception> failures = new HashMap<>();
		answers.forEach((topic, answer) -> {
			try {
				answer.get();
			}
			catch (ExecutionException ex) {
				if (!(ex.getCause() instanceof TopicExistsException)) {
					failures.put(topic, (ex.getCause() instanceof KafkaException cause) ? cause : ex);
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				failures.put(topic, ex);
			}
		});
		return failures;
	}

}
