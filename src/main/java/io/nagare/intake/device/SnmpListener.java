package io.nagare.intake.device;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.MessageProcessingModel;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes traps and informs of devices by SNMP v2c and v3. An inform is answered when it is
 * committed. Who is not known is not answered. What comes faster than it is taken waits,
 * that of one device in its order.
 */
@Component
@ConditionalOnProperty(name = "nagare.works-by-itself", matchIfMissing = true)
class SnmpListener implements SmartLifecycle, CommandResponder {

	private static final Instant FIRST_START = Instant.parse("2026-01-01T00:00:00Z");

	private static final Logger LOG = LoggerFactory.getLogger(SnmpListener.class);

	private static final Map<String, OID> AUTHENTICATION = Map.of("SHA1", AuthSHA.ID, "SHA256", AuthHMAC192SHA256.ID,
			"SHA512", AuthHMAC384SHA512.ID);

	private static final Map<String, OID> PRIVACY = Map.of("AES128", PrivAES128.ID, "AES256", PrivAES256.ID);

	private final DeviceSettings.@Nullable Traps settings;

	private final DeviceIntakeService intake;

	/** Which lane a message waits in is up to who sent it. */
	private static final int LANES = 4;

	private static final int LONGEST_LANE = 2_500;

	/** As much as the system gives; it loses what comes while nobody reads. */
	private static final int RECEIVE_BUFFER = 8 * 1024 * 1024;

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private volatile List<ExecutorService> lanes = List.of();

	private volatile @Nullable Snmp snmp;

	private volatile int port;

	SnmpListener(DeviceSettings settings, DeviceIntakeService intake) {
		this.settings = settings.snmp();
		this.intake = intake;
	}

	@Override
	public void start() {
		DeviceSettings.Traps traps = this.settings;
		if (traps == null) {
			return;
		}
		try {
			DefaultUdpTransportMapping transport = new DefaultUdpTransportMapping(
					new UdpAddress(InetAddress.getByName(traps.address()), traps.port()));
			transport.setReceiveBufferSize(RECEIVE_BUFFER);
			this.lanes = IntStream.range(0, LANES).<ExecutorService>mapToObj(SnmpListener::lane).toList();
			MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
			if (!traps.communities().isEmpty()) {
				dispatcher.addMessageProcessingModel(new MPv2c());
			}
			if (!traps.users().isEmpty()) {
				dispatcher.addMessageProcessingModel(new MPv3(users(traps)));
			}
			Snmp opened = new Snmp(dispatcher, transport);
			opened.addCommandResponder(this);
			opened.listen();
			this.port = transport.getListenAddress().getPort();
			this.snmp = opened;
			LOG.info("Taking traps at {}:{}", traps.address(), this.port);
		}
		catch (IOException ex) {
			throw new IllegalStateException(
					"No traps can be taken at " + traps.address() + ":" + traps.port() + " (nagare.devices.snmp)", ex);
		}
	}

	private static OctetString engine(DeviceSettings.Traps traps) {
		return (traps.engineId() != null) ? OctetString.fromHexStringPairs(traps.engineId())
				: new OctetString(MPv3.createLocalEngineID(new OctetString(DeviceSettings.host())));
	}

	private static USM users(DeviceSettings.Traps traps) {
		SecurityProtocols protocols = new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.maxCompatibility);
		OctetString engine = engine(traps);
		// counts up at each start, as who has seen a later time of the engine demands
		USM usm = new USM(protocols, engine, (int) Duration.between(FIRST_START, Instant.now()).toMinutes());
		LOG.info("Informs by SNMP v3 are for the engine {}", engine.toHexString());
		// a trap comes from an engine that nobody has met
		usm.setEngineDiscoveryEnabled(true);
		traps.users()
			.forEach((user) -> usm.addUser(new UsmUser(new OctetString(user.name()),
					AUTHENTICATION.get(user.authentication()), new OctetString(user.authenticationPassword()),
					PRIVACY.get(user.privacy()), new OctetString(user.privacyPassword()))));
		return usm;
	}

	@Override
	public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
		event.setProcessed(true);
		DeviceSettings.Traps traps = this.settings;
		PDU pdu = event.getPDU();
		if (traps == null || pdu == null || (pdu.getType() != PDU.TRAP && pdu.getType() != PDU.INFORM)
				|| !isKnown(traps, event)) {
			return;
		}
		String address = (event.getPeerAddress() instanceof IpAddress peer) ? peer.getInetAddress().getHostAddress()
				: String.valueOf(event.getPeerAddress());
		List<ExecutorService> waiting = this.lanes;
		try {
			waiting.get(Math.floorMod(address.hashCode(), waiting.size()))
				.execute(() -> take(traps, event, address, pdu));
		}
		catch (RejectedExecutionException ex) {
			this.intake.drop("snmp");
		}
	}

	private void take(DeviceSettings.Traps traps, CommandResponderEvent<?> event, String address, PDU pdu) {
		try {
			this.intake.take(traps.tenant(), traps.reportAs(), SnmpMessages.read(address, pdu));
			if (pdu.getType() == PDU.INFORM) {
				answer(event, pdu);
			}
		}
		catch (RuntimeException | MessageException ex) {
			LOG.error("What {} says is not taken; an inform comes again, a trap does not", address, ex);
		}
	}

	private static ExecutorService lane(int number) {
		return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(LONGEST_LANE), (work) -> {
			Thread thread = new Thread(work, "traps-" + number);
			thread.setDaemon(true);
			return thread;
		});
	}

	private static boolean isKnown(DeviceSettings.Traps traps, CommandResponderEvent<?> event) {
		if (event.getMessageProcessingModel() == MessageProcessingModel.MPv3) {
			return event.getSecurityLevel() == SecurityLevel.AUTH_PRIV;
		}
		boolean known = false;
		for (String community : traps.communities()) {
			known |= MessageDigest.isEqual(community.getBytes(StandardCharsets.UTF_8), event.getSecurityName());
		}
		return known;
	}

	private static void answer(CommandResponderEvent<?> event, PDU pdu) throws MessageException {
		PDU answer = (PDU) pdu.clone();
		answer.setType(PDU.RESPONSE);
		answer.setErrorStatus(PDU.noError);
		answer.setErrorIndex(0);
		event.getMessageDispatcher()
			.returnResponsePdu(event.getMessageProcessingModel(), event.getSecurityModel(), event.getSecurityName(),
					event.getSecurityLevel(), answer, event.getMaxSizeResponsePDU(), event.getStateReference(),
					new StatusInformation());
	}

	/** Where it listens; 0 for nowhere. */
	int port() {
		return this.port;
	}

	@Override
	public void stop() {
		Snmp open = this.snmp;
		this.snmp = null;
		if (open != null) {
			try {
				open.close();
			}
			catch (IOException ex) {
				LOG.info("Taking traps did not end in order: {}", ex.getMessage());
			}
		}
		List<ExecutorService> waiting = this.lanes;
		waiting.forEach(ExecutorService::shutdown);
		Instant end = Instant.now().plus(PATIENCE);
		try {
			for (ExecutorService lane : waiting) {
				if (!lane.awaitTermination(Math.max(0, Duration.between(Instant.now(), end).toMillis()),
						TimeUnit.MILLISECONDS)) {
					LOG.warn("{} traps are not taken any more", lane.shutdownNow().size());
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.snmp != null;
	}

}
