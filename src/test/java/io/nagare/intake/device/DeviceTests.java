package io.nagare.intake.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import com.fasterxml.jackson.databind.JsonNode;
import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnNode;
import io.nagare.Programs;
import io.nagare.intake.alert.AlertMessage;
import io.nagare.intake.alert.AlertMessageReader;
import io.nagare.intake.mime.Mails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What devices say by MQTT and SNMP becomes incidents, as the table says. */
@NagareTest
class DeviceTests {

	private static final OID LINK_DOWN = new OID("1.3.6.1.6.3.1.1.5.3");

	private static final OID LINK_UP = new OID("1.3.6.1.6.3.1.1.5.4");

	private static final OID IF_INDEX = new OID("1.3.6.1.2.1.2.2.1.1");

	private static final Duration SOON = Duration.ofSeconds(30);

	@LocalServerPort
	private int port;

	@Autowired
	private DeviceIntakeService intake;

	@Autowired
	private AlertMessageReader reader;

	@TempDir
	private Path folder;

	private Api agent;

	private String mark;

	private @Nullable Server broker;

	private @Nullable MqttListener mqtt;

	private @Nullable SnmpListener traps;

	@BeforeEach
	void mark() {
		this.agent = Api.at(this.port).as("agent1");
		this.mark = "d" + UUID.randomUUID().toString().substring(0, 8);
	}

	@AfterEach
	void nobodyListens() {
		if (this.mqtt != null) {
			this.mqtt.stop();
		}
		if (this.broker != null) {
			this.broker.stopServer();
		}
		if (this.traps != null) {
			this.traps.stop();
		}
	}

	private int broker() throws IOException {
		int free = OwnNode.freePort();
		Properties settings = new Properties();
		settings.setProperty(IConfig.PORT_PROPERTY_NAME, String.valueOf(free));
		settings.setProperty(IConfig.HOST_PROPERTY_NAME, "127.0.0.1");
		settings.setProperty(IConfig.ALLOW_ANONYMOUS_PROPERTY_NAME, "true");
		settings.setProperty(IConfig.ENABLE_TELEMETRY_NAME, "false");
		settings.setProperty(IConfig.DATA_PATH_PROPERTY_NAME, this.folder.toString());
		Server started = new Server();
		started.startServer(new MemoryConfig(settings));
		this.broker = started;
		return free;
	}

	private MqttListener listening(int at, String reportAs) {
		MqttListener listener = new MqttListener(
				new DeviceSettings(Map.of("hall",
						new DeviceSettings.Broker("demo", reportAs, "tcp://127.0.0.1:" + at,
								List.of("site/+/" + this.mark + "/#"), null, null, this.mark, false)),
						null),
				this.intake, this.reader);
		this.mqtt = listener;
		listener.tend();
		return listener;
	}

	private static void publish(int at, String topic, String payload) throws MqttException {
		try (MqttClient device = new MqttClient("tcp://127.0.0.1:" + at, UUID.randomUUID().toString(),
				new MemoryPersistence())) {
			device.connect();
			device.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, false);
			device.disconnect();
		}
	}

	/** The groups whose title has the mark. */
	private List<JsonNode> groups() {
		List<JsonNode> found = new ArrayList<>();
		this.agent.get("/alerts?limit=100").data().forEach((group) -> {
			if (group.path("title").asText().contains(this.mark)) {
				found.add(group);
			}
		});
		return found;
	}

	private JsonNode theOne(String state) {
		await().atMost(SOON)
			.untilAsserted(() -> assertThat(groups()).singleElement()
				.extracting((group) -> group.path("state").asText())
				.isEqualTo(state));
		return groups().get(0);
	}

	@Test
	void publishWhatIsWrongAndWellAgain() throws Exception {
		int at = broker();
		MqttListener listener = listening(at, "agent1");
		String topic = "site/tokyo/" + this.mark + "/pump";
		await().atMost(SOON).until(() -> {
			listener.tend();
			publish(at, topic,
					"{\"status\":\"critical\",\"message\":\"ポンプが停止 " + this.mark + "\",\"rpm\":{\"now\":0}}");
			return !groups().isEmpty();
		});
		JsonNode group = theOne("firing");
		assertThat(group.path("priority").asText()).isEqualTo("critical");
		JsonNode incident = this.agent.incident(group.path("incident_id").asText());
		assertThat(incident.path("title").asText()).isEqualTo("site/tokyo/" + this.mark + ": ポンプが停止 " + this.mark);
		assertThat(incident.path("description").asText()).contains("rpm.now=0");
		// a reading alone says nothing
		publish(at, topic + "/temperature", "41.5");
		publish(at, topic, "{\"status\":\"OK\"}");
		theOne("resolved");
		assertThat(this.agent.incident(group.path("incident_id").asText()).path("phase").asText())
			.isEqualTo("resolved");
	}

	@Test
	void mayEndTheirTextsAsCDoes() {
		this.intake.take("demo", "agent1",
				this.reader.published("site/kobe/" + this.mark + "/siren", Mails.latin("critical\u0000")));
		JsonNode siren = theOne("firing");
		this.intake.take("demo", "agent1", this.reader.published("site/kobe/" + this.mark + "/pump", Mails
			.latin("{\"status\":\"down\",\"message\":\"off\\u0000 %s\",\"in\":[\"\\u0000\"]}".formatted(this.mark))));
		assertThat(groups()).hasSize(2)
			.contains(siren)
			.extracting((group) -> group.path("title").asText())
			.contains("site/kobe/" + this.mark + ": off " + this.mark);
	}

	@Test
	void areHeardOfWhatTheySaidWhileNobodyListened() throws Exception {
		int at = broker();
		MqttListener first = listening(at, "agent1");
		String topic = "site/osaka/" + this.mark + "/door";
		await().atMost(SOON).until(() -> {
			first.tend();
			publish(at, topic, "open");
			return !groups().isEmpty();
		});
		first.stop();
		publish(at, topic, "closed");
		assertThat(theOne("firing")).isNotNull();
		listening(at, "agent1");
		theOne("resolved");
	}

	/** The nodes share what comes; Mosquitto hands each message to one of them. */
	@Test
	void speakThroughMosquitto() throws Exception {
		Programs.need("mosquitto", "mosquitto");
		Programs.need("mosquitto_pub", "mosquitto-clients");
		int at = OwnNode.freePort();
		Path settings = Files.writeString(this.folder.resolve("mosquitto.conf"),
				"listener %d 127.0.0.1\nallow_anonymous true\n".formatted(at));
		Process broker = Programs.start(this.folder, "mosquitto", "-c", settings.toString());
		try {
			MqttListener listener = new MqttListener(
					new DeviceSettings(Map.of("hall",
							new DeviceSettings.Broker("demo", "agent1", "tcp://127.0.0.1:" + at,
									List.of("site/+/" + this.mark + "/#"), null, null, this.mark, true)),
							null),
					this.intake, this.reader);
			this.mqtt = listener;
			String topic = "site/tokyo/" + this.mark + "/pump";
			await().atMost(SOON).until(() -> {
				listener.tend();
				Programs.run(this.folder, "mosquitto_pub", "-h", "127.0.0.1", "-p", String.valueOf(at), "-q", "1", "-t",
						topic, "-m", "{\"status\":\"critical\",\"message\":\"ポンプが停止 " + this.mark + "\"}");
				return !groups().isEmpty();
			});
			assertThat(theOne("firing").path("priority").asText()).isEqualTo("critical");
			Programs.run(this.folder, "mosquitto_pub", "-h", "127.0.0.1", "-p", String.valueOf(at), "-q", "1", "-t",
					topic, "-m", "{\"status\":\"OK\"}");
			theOne("resolved");
		}
		finally {
			broker.destroy();
		}
	}

	/** A sensor that was taken away leaves its last word with the broker. */
	@Test
	void sayWhatTheBrokerKeepsOnce() throws Exception {
		MqttListener listener = new MqttListener(new DeviceSettings(Map.of(), null), this.intake, this.reader);
		MqttMessage kept = new MqttMessage(Mails.latin("critical"));
		kept.setRetained(true);
		String topic = "site/sendai/" + this.mark + "/pump";
		this.intake.take("demo", "agent1", listener.said(topic, kept));
		String incident = theOne("firing").path("incident_id").asText();
		this.agent.does(incident, "cancel", "reason", "The pump is gone");
		this.intake.take("demo", "agent1", listener.said(topic, kept));
		assertThat(theOne("firing").path("incident_id").asText()).isEqualTo(incident);
		assertThat(theOne("firing").path("received").asInt()).isEqualTo(2);
		kept.setRetained(false);
		this.intake.take("demo", "agent1", listener.said(topic, kept));
		assertThat(theOne("firing").path("incident_id").asText()).isNotEqualTo(incident);
	}

	@Test
	void areRefusedForWhoMayNotReport() throws Exception {
		int at = broker();
		MqttListener listener = listening(at, "nobody-" + this.mark);
		String topic = "site/nagoya/" + this.mark + "/door";
		for (int i = 0; i < 3; i++) {
			listener.tend();
			publish(at, topic, "open");
			Thread.sleep(500);
		}
		assertThat(groups()).isEmpty();
	}

	private SnmpListener takingTraps() {
		SnmpListener listener = new SnmpListener(new DeviceSettings(Map.of(),
				new DeviceSettings.Traps("demo", "agent1", "127.0.0.1", 0, List.of("secret-" + this.mark),
						List.of(new DeviceSettings.TrapUser("switch", "SHA256", "auth-" + this.mark, "AES128",
								"priv-" + this.mark)),
						null)),
				this.intake);
		this.traps = listener;
		listener.start();
		return listener;
	}

	private <T extends PDU> T said(T pdu, OID trap, int index) {
		pdu.add(new VariableBinding(SnmpConstants.sysUpTime, new TimeTicks(100)));
		pdu.add(new VariableBinding(SnmpConstants.snmpTrapOID, trap));
		pdu.add(new VariableBinding(new OID(IF_INDEX).append(index), new Integer32(index)));
		pdu.add(new VariableBinding(new OID("1.3.6.1.4.1.99999.1"), new OctetString("回線 " + this.mark + " " + index)));
		return pdu;
	}

	private Target<UdpAddress> target(String community) {
		CommunityTarget<UdpAddress> target = new CommunityTarget<>(
				new UdpAddress("127.0.0.1/" + Objects.requireNonNull(this.traps).port()), new OctetString(community));
		target.setVersion(SnmpConstants.version2c);
		target.setTimeout(10_000);
		return target;
	}

	private ResponseEvent<UdpAddress> inform(OID trap, int index, String community) throws IOException {
		try (Snmp device = new Snmp(new DefaultUdpTransportMapping())) {
			device.listen();
			PDU pdu = said(new PDU(), trap, index);
			pdu.setType(PDU.INFORM);
			return Objects.requireNonNull(device.send(pdu, target(community)));
		}
	}

	@Test
	void trapLinksThatGoDownAndComeBack() throws IOException {
		takingTraps();
		ResponseEvent<UdpAddress> down = inform(LINK_DOWN, 7, "secret-" + this.mark);
		assertThat(down.getResponse()).as("an inform is answered when it is committed").isNotNull();
		JsonNode group = theOne("firing");
		assertThat(group.path("source").asText()).isEqualTo("snmp");
		assertThat(group.path("priority").asText()).isEqualTo("high");
		assertThat(this.agent.incident(group.path("incident_id").asText()).path("title").asText())
			.isEqualTo("127.0.0.1: 回線 " + this.mark + " 7");
		// another interface is another thing
		inform(LINK_UP, 8, "secret-" + this.mark);
		theOneOf(2, 7, "firing");
		inform(LINK_UP, 7, "secret-" + this.mark);
		theOneOf(2, 7, "resolved");
	}

	/** Much faster than each is taken. */
	@Test
	void trapInStorms() throws Exception {
		takingTraps();
		int storm = 1_000;
		int index = ThreadLocalRandom.current().nextInt(1_000, 1_000_000);
		try (Snmp device = new Snmp(new DefaultUdpTransportMapping())) {
			device.listen();
			for (int i = 0; i < storm; i++) {
				PDU pdu = said(new PDU(), LINK_DOWN, index);
				pdu.setType(PDU.TRAP);
				device.send(pdu, target("secret-" + this.mark));
				Thread.sleep(2);
			}
		}
		await().atMost(Duration.ofMinutes(2))
			.untilAsserted(() -> assertThat(theOne("firing").path("received").asInt()).isEqualTo(storm));
	}

	/** What a proxy passes on is of the device that it names. */
	@Test
	void trapThroughAProxy() throws IOException {
		takingTraps();
		for (String device : List.of("10.0.0.1", "10.0.0.2")) {
			try (Snmp proxy = new Snmp(new DefaultUdpTransportMapping())) {
				proxy.listen();
				PDU pdu = said(new PDU(), LINK_DOWN, 7);
				pdu.add(new VariableBinding(new OID("1.3.6.1.6.3.18.1.3.0"), new IpAddress(device)));
				pdu.setType(PDU.INFORM);
				assertThat(Objects.requireNonNull(proxy.send(pdu, target("secret-" + this.mark))).getResponse())
					.isNotNull();
			}
		}
		await().atMost(SOON)
			.untilAsserted(() -> assertThat(groups()).extracting((group) -> group.path("title").asText())
				.containsExactlyInAnyOrder("10.0.0.1: 回線 " + this.mark + " 7", "10.0.0.2: 回線 " + this.mark + " 7"));
	}

	private void theOneOf(int all, int index, String state) {
		await().atMost(SOON).untilAsserted(() -> {
			assertThat(groups()).hasSize(all);
			assertThat(groups()).filteredOn((group) -> group.path("title").asText().endsWith(" " + index))
				.singleElement()
				.extracting((group) -> group.path("state").asText())
				.isEqualTo(state);
		});
	}

	@Test
	void areTakenByVersion3EncryptedOnly() throws IOException {
		takingTraps();
		trap3("switch", "auth-" + this.mark, "wrong-" + this.mark, SecurityLevel.AUTH_PRIV, 1);
		trap3("switch", "auth-" + this.mark, "priv-" + this.mark, SecurityLevel.AUTH_NOPRIV, 2);
		trap3("stranger", "auth-" + this.mark, "priv-" + this.mark, SecurityLevel.AUTH_PRIV, 3);
		trap3("switch", "auth-" + this.mark, "priv-" + this.mark, SecurityLevel.AUTH_PRIV, 4);
		assertThat(theOne("firing").path("title").asText()).endsWith(this.mark + " 4");
	}

	private void trap3(String user, String authentication, String privacy, int level, int index) throws IOException {
		OctetString engine = new OctetString(MPv3.createLocalEngineID(new OctetString(this.mark)));
		SecurityProtocols protocols = new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.maxCompatibility);
		USM usm = new USM(protocols, engine, 0);
		try (Snmp device = new Snmp(new MessageDispatcherImpl(), new DefaultUdpTransportMapping())) {
			device.getMessageDispatcher().addMessageProcessingModel(new MPv3(usm));
			usm.addUser(new UsmUser(new OctetString(user), AuthHMAC192SHA256.ID, new OctetString(authentication),
					PrivAES128.ID, new OctetString(privacy)));
			device.listen();
			UserTarget<UdpAddress> target = new UserTarget<>(
					new UdpAddress("127.0.0.1/" + Objects.requireNonNull(this.traps).port()), new OctetString(user),
					engine.getValue(), level);
			target.setVersion(SnmpConstants.version3);
			ScopedPDU pdu = said(new ScopedPDU(), LINK_DOWN, index);
			pdu.setType(PDU.TRAP);
			device.send(pdu, target);
		}
	}

	/**
	 * Net-SNMP waits for the answer to an inform, and asks first who answers by version
	 * 3.
	 */
	@Test
	void speakByNetSnmp() throws InterruptedException {
		Programs.need("snmptrap", "snmp");
		Programs.need("snmpinform", "snmp");
		String to = "127.0.0.1:" + takingTraps().port();
		List<String> down = List.of("", LINK_DOWN.toString(), IF_INDEX + ".71", "i", "71", "1.3.6.1.4.1.99999.1", "s",
				"line " + this.mark + " 71");
		netSnmp("snmptrap", List.of("-v2c", "-c", "wrong", to), down);
		netSnmp("snmptrap", List.of("-v2c", "-c", "secret-" + this.mark, to), down);
		theOneOf(1, 71, "firing");
		List<String> secret = List.of("-v3", "-l", "authPriv", "-u", "switch", "-a", "SHA-256", "-A",
				"auth-" + this.mark, "-x", "AES", "-X", "priv-" + this.mark, to);
		netSnmp("snmpinform", secret, List.of("", LINK_UP.toString(), IF_INDEX + ".71", "i", "71"));
		theOneOf(1, 71, "resolved");
	}

	private void netSnmp(String program, List<String> how, List<String> what) throws InterruptedException {
		List<String> command = new ArrayList<>(List.of(program));
		command.addAll(how);
		command.addAll(what);
		Programs.run(this.folder, command.toArray(String[]::new));
	}

	@Test
	void answerNobodyWhoDoesNotKnowTheCommunity() throws IOException {
		takingTraps();
		CommunityTarget<UdpAddress> target = (CommunityTarget<UdpAddress>) target("public");
		target.setTimeout(1_000);
		try (Snmp device = new Snmp(new DefaultUdpTransportMapping())) {
			device.listen();
			PDU pdu = said(new PDU(), LINK_DOWN, 1);
			pdu.setType(PDU.INFORM);
			ResponseEvent<UdpAddress> answer = device.send(pdu, target);
			assertThat(answer).isNotNull();
			assertThat(answer.getResponse()).isNull();
		}
		assertThat(groups()).isEmpty();
	}

	@Test
	void sayAnythingAtAll() {
		assertThat(this.reader.published("a/b", new byte[0]).values()).isEmpty();
		assertThat(this.reader.published("a/b", new byte[] { (byte) 0xff, 0 }).values()).containsOnlyKeys("size");
		assertThat(this.reader.published("a/b", new byte[70_000]).values()).containsOnlyKeys("size");
		assertThat(this.reader.published("b", "{\"a\":".getBytes(StandardCharsets.UTF_8)).values())
			.containsOnlyKeys("message");
		StringBuilder many = new StringBuilder("{");
		for (int i = 0; i < 200; i++) {
			many.append("\"k").append(i).append("\":").append(i).append(',');
		}
		many.append("\"deep\":").append("{\"x\":".repeat(900)).append('1').append("}".repeat(900)).append('}');
		assertThat(this.reader.published("b", many.toString().getBytes(StandardCharsets.UTF_8)).values())
			.hasSizeLessThanOrEqualTo(AlertMessage.MOST_VALUES);
	}

}
