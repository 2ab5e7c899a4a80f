package io.nagare.integration;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.kafka.test.utils.KafkaTestUtils;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.cmdb.CiRelationshipChanged;
import io.nagare.cmdb.CiRelationType;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.shared.TicketRef;
import io.nagare.ticket.sla.SlaBreachWarning;
import io.nagare.ticket.sla.SlaBreached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.verify;

@NagareTest
@EmbeddedKafka(kraft = true, partitions = 1, bootstrapServersProperty = "spring.kafka.bootstrap-servers",
		brokerProperties = "auto.create.topics.enable=false")
class KafkaEventsTests {

	private static final TenantId TENANT = new TenantId(UUID.randomUUID(), "acme");

	private static final TicketRef TICKET = new TicketRef(UUID.randomUUID(), "incident", "INC0000042");

	private static final Instant AT = Instant.parse("2026-11-24T01:02:03Z");

	@Autowired
	private EmbeddedKafkaBroker broker;

	@Autowired
	private ApplicationEventPublisher events;

	@Autowired
	private TransactionTemplate transactions;

	@Autowired
	private KafkaEvents sending;

	@Autowired
	private OutboundStore store;

	@LocalServerPort
	private int port;

	@Autowired
	private ObjectMapper json;

	@MockitoSpyBean
	private KafkaTemplate<?, ?> kafka;

	private Consumer<String, String> consumer;

	@BeforeEach
	void listen() {
		Map<String, Object> settings = KafkaTestUtils.consumerProps(UUID.randomUUID().toString(), "true", this.broker);
		this.consumer = new DefaultKafkaConsumerFactory<>(settings, new StringDeserializer(), new StringDeserializer())
			.createConsumer();
	}

	@AfterEach
	void stopListening() {
		this.consumer.close();
	}

	private void publish(Object event) {
		Tenancy.as(TENANT, () -> this.transactions.execute((transaction) -> {
			this.events.publishEvent(event);
			return true;
		}));
	}

	private JsonNode heard(String topic) throws Exception {
		await().atMost(Duration.ofSeconds(30)).until(() -> {
			this.sending.send();
			return waiting() == 0;
		});
		this.consumer.subscribe(List.of(topic));
		ConsumerRecord<String, String> message = KafkaTestUtils.getSingleRecord(this.consumer, topic,
				Duration.ofSeconds(30));
		return this.json.readTree(message.value());
	}

	private long waiting() {
		return Tenancy.asPlatform(() -> this.store.waiting(OutboundStore.Reader.KAFKA));
	}

	@Test
	void tellsOfABreach() throws Exception {
		publish(new SlaBreached(TICKET, TENANT, null, AT, "resolution", 90));
		JsonNode breach = heard(KafkaEvents.BREACH);
		assertThat(breach.path("incident_id").asText()).isEqualTo(TICKET.id().toString());
		assertThat(breach.path("breach_type").asText()).isEqualTo("resolution");
		assertThat(breach.path("time_overdue").asLong()).isEqualTo(90);
		assertThat(breach.path("tenant_id").asText()).isEqualTo(TENANT.id().toString());
		assertThat(breach.path("timestamp").asText()).isEqualTo("2026-11-24T01:02:03Z");
		await().untilAsserted(() -> assertThat(waiting()).isZero());
	}

	@Test
	void tellsOfARelationAsTheCmdbNamesIt() throws Exception {
		UUID source = UUID.randomUUID();
		UUID target = UUID.randomUUID();
		publish(new CiRelationshipChanged(TENANT, source, target, CiRelationType.DEPENDS_ON,
				CiRelationshipChanged.Action.CREATED, null, AT));
		JsonNode change = heard(KafkaEvents.RELATIONSHIP);
		assertThat(List.of(change.path("source_ci_id").asText(), change.path("target_ci_id").asText(),
				change.path("relationship_type").asText(), change.path("action").asText()))
			.containsExactly(source.toString(), target.toString(), "depends_on", "created");
	}

	@Test
	@SuppressWarnings("unchecked") // a matcher of a generic class
	void losesNothingThatKafkaDidNotTake() throws Exception {
		doReturn(CompletableFuture.failedFuture(new IllegalStateException("Kafka is away"))).doCallRealMethod()
			.when(this.kafka)
			.send(any(ProducerRecord.class));
		publish(new SlaBreachWarning(TICKET, TENANT, null, AT, "response", "75", 600));
		this.sending.send();
		verify(this.kafka).send(any(ProducerRecord.class));
		assertThat(waiting()).isOne();

		JsonNode warning = heard(KafkaEvents.WARNING);
		assertThat(warning.path("incident_id").asText()).isEqualTo(TICKET.id().toString());
		assertThat(warning.path("breach_type").asText()).isEqualTo("response");
		assertThat(warning.path("milestone").asText()).isEqualTo("75");
		assertThat(warning.path("time_remaining").asLong()).isEqualTo(600);
		await().untilAsserted(() -> assertThat(waiting()).isZero());
	}

	@Test
	void tellsOfEveryTicketAsACloudEventInOrder() throws Exception {
		Api reporter = Api.at(this.port).as("reporter1");
		String id = reporter.report("On Kafka").path("id").asText();
		Api.at(this.port).as("agent1").does(id, "assign", "assignee_id", Api.at(this.port).as("agent1").me());
		this.sending.send();
		this.consumer.subscribe(List.of("incident.created"));
		ConsumerRecord<String, String> created = KafkaTestUtils.getSingleRecord(this.consumer, "incident.created",
				Duration.ofSeconds(30));
		assertThat(created.key()).isEqualTo(id);
		assertThat(new String(created.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
			.isEqualTo("incident.created");
		assertThat(new String(created.headers().lastHeader("ce_specversion").value(), StandardCharsets.UTF_8))
			.isEqualTo("1.0");
		JsonNode data = this.json.readTree(created.value());
		assertThat(data.path("id").asText()).isEqualTo(id);
		assertThat(data.path("title").asText()).isEqualTo("On Kafka");
		assertThat(data.path("priority").asText()).isEqualTo("low");
		assertThat(data.has("tenant_id") && data.has("timestamp")).isTrue();
		assertThat(waiting()).isZero();
	}

	@Test
	void findsTheSeedsTopicsMade() throws Exception {
		try (AdminClient admin = AdminClient
			.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, this.broker.getBrokersAsString()))) {
			assertThat(admin.listTopics().names().get()).contains("incident.created", "sla.breach",
					"ci.relationship.changed");
		}
	}

	@Test
	void oneTopicsFailureNeitherStopsNorDoublesTheOthers() throws Exception {
		UUID subject = UUID.randomUUID();
		write("no topic has such a name", subject, "broken");
		write("later.made", subject, "first");
		write("later.made", subject, "second");
		try {
			for (int i = 0; i < 3; i++) {
				this.sending.send();
			}
			assertThat(waiting()).isOne();
			this.consumer.subscribe(List.of("later.made"));
			List<String> heard = new ArrayList<>();
			KafkaTestUtils.getRecords(this.consumer, Duration.ofSeconds(10), 2)
				.forEach((record) -> heard.add(record.value()));
			assertThat(heard).containsExactly("{\"said\":\"first\"}", "{\"said\":\"second\"}");
			assertThat(KafkaTestUtils.getRecords(this.consumer, Duration.ofSeconds(2)).isEmpty()).isTrue();
		}
		finally {
			forget();
		}
	}

	@Test
	@SuppressWarnings("unchecked") // a matcher of a generic class
	void noYoungerEventOvertakesOneThatFailed() throws Exception {
		UUID subject = UUID.randomUUID();
		write("order.kept", subject, "first");
		write("order.kept", subject, "second");
		doReturn(CompletableFuture.failedFuture(new IllegalStateException("once"))).doCallRealMethod()
			.when(this.kafka)
			.send(any(ProducerRecord.class));
		this.sending.send();
		assertThat(waiting()).isEqualTo(2);
		await().atMost(Duration.ofSeconds(30)).until(() -> {
			this.sending.send();
			return waiting() == 0;
		});
		this.consumer.subscribe(List.of("order.kept"));
		List<String> heard = new ArrayList<>();
		KafkaTestUtils.getRecords(this.consumer, Duration.ofSeconds(10), 2)
			.forEach((record) -> heard.add(record.value()));
		assertThat(heard).containsExactly("{\"said\":\"first\"}", "{\"said\":\"second\"}");
	}

	@Test
	void aLongChangeIsToldShortened() throws Exception {
		Map<String, Object> change = Map.of("description",
				Map.of("from", "あ".repeat(200_000), "to", "い".repeat(200_000)));
		write("long.change", UUID.randomUUID(), Map.of("changes", change));
		JsonNode told = heard("long.change");
		assertThat(told.at("/changes/description/to").asText()).isEqualTo("い".repeat(1_000));
	}

	private void write(String topic, UUID subject, String said) {
		write(topic, subject, Map.of("said", said));
	}

	private void write(String topic, UUID subject, Map<String, Object> data) {
		Tenancy.as(TENANT, () -> this.transactions.execute((transaction) -> {
			this.store.write(List
				.of(new OutboundEvent(UUID.randomUUID(), TENANT.id(), topic, subject, AT, new LinkedHashMap<>(data))),
					true, false);
			return true;
		}));
	}

	private void forget() {
		Tenancy.asPlatform(() -> this.transactions.execute((transaction) -> {
			this.store.told(OutboundStore.Reader.KAFKA,
					this.store.next(OutboundStore.Reader.KAFKA, 10, Set.of())
						.stream()
						.map(OutboundStore.Row::id)
						.toList());
			return true;
		}));
	}

}
