package io.nagare.intake.device;

import java.util.List;
import java.util.Objects;

import jakarta.annotation.PreDestroy;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.nagare.intake.alert.AlertMessage;
import io.nagare.intake.alert.AlertMessageReader;

/**
 * Listens to the brokers of MQTT. A message is acknowledged when it is committed: of what
 * did not come so far the broker tells again.
 */
@Component
class MqttListener {

	private static final Logger LOG = LoggerFactory.getLogger(MqttListener.class);

	private static final int AT_LEAST_ONCE = 1;

	private static final int CONNECT_SECONDS = 10;

	private final DeviceIntakeService intake;

	private final AlertMessageReader messages;

	private final List<Subscription> subscriptions;

	MqttListener(DeviceSettings settings, DeviceIntakeService intake, AlertMessageReader messages) {
		this.intake = intake;
		this.messages = messages;
		this.subscriptions = settings.mqtt()
			.entrySet()
			.stream()
			.map((broker) -> new Subscription(broker.getKey(), broker.getValue()))
			.toList();
	}

	/** Connects to each broker that is not connected. */
	@Scheduled(cron = "${nagare.schedule.watch-devices}")
	void tend() {
		this.subscriptions.forEach(Subscription::connect);
	}

	/** What a broker keeps it tells anew at each connection (MQTT 3.1.1, 3.3.1.3). */
	AlertMessage said(String topic, MqttMessage message) {
		AlertMessage said = this.messages.published(topic, message.getPayload());
		return message.isRetained() ? said.asStanding() : said;
	}

	@PreDestroy
	void stop() {
		this.subscriptions.forEach(Subscription::end);
	}

	/** One broker. */
	private final class Subscription implements MqttCallback, IMqttActionListener {

		private final String name;

		private final DeviceSettings.Broker broker;

		private @Nullable MqttAsyncClient client;

		Subscription(String name, DeviceSettings.Broker broker) {
			this.name = name;
			this.broker = broker;
		}

		synchronized void connect() {
			try {
				MqttAsyncClient known = this.client;
				if (known == null) {
					known = new MqttAsyncClient(this.broker.url(),
							Objects.requireNonNullElseGet(this.broker.clientId(),
									() -> "nagare-" + DeviceSettings.host() + "-" + this.name),
							new MemoryPersistence());
					known.setManualAcks(true);
					known.setCallback(this);
					this.client = known;
				}
				if (!known.isConnected()) {
					known.connect(options(), null, this);
				}
			}
			catch (MqttException ex) {
				if (ex.getReasonCode() != MqttException.REASON_CODE_CONNECT_IN_PROGRESS) {
					LOG.warn("The broker {} is not listened to; the next attempt follows: {}", this.name,
							ex.getMessage());
				}
			}
		}

		private MqttConnectOptions options() {
			MqttConnectOptions options = new MqttConnectOptions();
			options.setCleanSession(false);
			options.setConnectionTimeout(CONNECT_SECONDS);
			if (this.broker.username() != null) {
				options.setUserName(this.broker.username());
			}
			if (this.broker.password() != null) {
				options.setPassword(this.broker.password().toCharArray());
			}
			return options;
		}

		@Override
		public void onSuccess(IMqttToken connected) {
			try {
				for (String topic : this.broker.topics()) {
					connected.getClient()
						.subscribe(this.broker.shared() ? "$share/nagare/" + topic : topic, AT_LEAST_ONCE);
				}
				LOG.info("Listening to the broker {}", this.name);
			}
			catch (MqttException ex) {
				LOG.warn("The broker {} does not let subscribe", this.name, ex);
			}
		}

		@Override
		public void onFailure(IMqttToken token, Throwable why) {
			LOG.warn("The broker {} is not reached; the next attempt follows: {}", this.name, why.getMessage());
		}

		@Override
		public void connectionLost(Throwable why) {
			LOG.warn("The broker {} is lost; the next attempt follows: {}", this.name, why.getMessage());
		}

		/**
		 * What is thrown ends the connection, and the message comes again with the next
		 * one.
		 */
		@Override
		public void messageArrived(String topic, MqttMessage message) throws MqttException {
			MqttListener.this.intake.take(this.broker.tenant(), this.broker.reportAs(), said(topic, message));
			Objects.requireNonNull(this.client).messageArrivedComplete(message.getId(), message.getQos());
		}

		@Override
		public void deliveryComplete(IMqttDeliveryToken token) {
			// nothing is published
		}

		synchronized void end() {
			MqttAsyncClient known = this.client;
			if (known == null) {
				return;
			}
			try {
				if (known.isConnected()) {
					known.disconnectForcibly(1000, 1000);
				}
				known.close(true);
			}
			catch (MqttException ex) {
				LOG.info("The broker {} was left in disorder: {}", this.name, ex.getMessage());
			}
		}

	}

}
