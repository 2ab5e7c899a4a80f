package io.nagare.integration.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.nagare.shared.PromptWork;
import io.nagare.directory.Tenants;
import io.nagare.integration.WebhookSpread;

/**
 * Calls webhooks, on every node, several of each at a time, so that one that is slow or
 * away delays no other. What fails is tried again for three days, at growing distances.
 */
@Component
class WebhookSender {

	private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);

	private static final int AT_A_TIME = 20;

	private static final int THREADS_EACH = 2;

	/**
	 * After half the time for which they are taken, those that are left are given back.
	 */
	private static final Duration LONGEST = Duration.ofMinutes(1);

	private static final Duration HOPELESS = Duration.ofDays(3);

	private static final String DUE = "due";

	private final WebhookSpread spread;

	private final WebhookDeliveries deliveries;

	private final WebhookService webhooks;

	private final WebhookStopService stops;

	private final WebhookClient client;

	private final WebhookSettings settings;

	private final Tenants tenants;

	private final ThreadPoolExecutor threads;

	private final Map<UUID, Integer> busy = new ConcurrentHashMap<>();

	WebhookSender(WebhookSpread spread, WebhookDeliveries deliveries, WebhookService webhooks, WebhookStopService stops,
			WebhookClient client, WebhookSettings settings, Tenants tenants) {
		this.spread = spread;
		this.deliveries = deliveries;
		this.webhooks = webhooks;
		this.stops = stops;
		this.client = client;
		this.settings = settings;
		this.tenants = tenants;
		this.threads = new ThreadPoolExecutor(settings.threads(), settings.threads(), 20, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), (work) -> {
					Thread thread = new Thread(work, "webhook");
					thread.setDaemon(true);
					return thread;
				});
		this.threads.allowCoreThreadTimeOut(true);
	}

	/** Where nobody is to be told of anything, this costs nothing. */
	@Scheduled(cron = "${nagare.schedule.send-events}", scheduler = PromptWork.SCHEDULER)
	void sendWhereAnyIs() {
		if (this.spread.isAny()) {
			this.spread.spread();
			send();
		}
	}

	/** Begins to call those that can be told something. */
	void send() {
		Map<UUID, UUID> ready = this.spread.ready();
		ready.forEach((webhook, tenant) -> {
			while (this.busy.merge(webhook, 1, Integer::sum) <= THREADS_EACH) {
				this.threads.execute(() -> this.tenants.as(tenant, () -> drain(webhook)));
			}
			free(webhook);
		});
	}

	private void free(UUID webhook) {
		this.busy.computeIfPresent(webhook, (key, count) -> (count > 1) ? count - 1 : null);
	}

	private void drain(UUID webhook) {
		try {
			Optional<WebhookService.Called> called = this.webhooks.called(webhook);
			while (called.isPresent()) {
				List<WebhookDelivery> taken = this.deliveries.take(webhook, AT_A_TIME);
				if (taken.isEmpty() || !tell(called.get(), taken)) {
					return;
				}
				called = this.webhooks.called(webhook);
			}
		}
		catch (RuntimeException ex) {
			LOG.error("Webhook {} is not told; the next attempt follows", webhook, ex);
		}
		finally {
			free(webhook);
		}
	}

	/** Tells it, one after another, and whether to go on. */
	private boolean tell(WebhookService.Called webhook, List<WebhookDelivery> taken) {
		Instant end = Instant.now().plus(LONGEST);
		boolean works = true;
		Set<UUID> left = new HashSet<>(taken.stream().map(WebhookDelivery::id).toList());
		boolean goOn = true;
		boolean gone = false;
		try {
			for (WebhookDelivery delivery : taken) {
				if (Instant.now().isAfter(end)) {
					break;
				}
				WebhookClient.Answer answer = post(webhook, delivery);
				left.remove(delivery.id());
				WebhookDeliveries.Ended ended = ended(delivery, answer);
				// at once: whoever takes them next must not tell it a second time
				this.deliveries.ended(List.of(ended));
				boolean delivered = ended.state().equals("delivered");
				if (delivered && !works) {
					// what failed before is not in a row with what fails next
					this.deliveries.works(webhook.id());
				}
				works = delivered;
				gone = answer.isGone();
				goOn = !gone && (answer.isGood() || !fails(webhook));
				if (!goOn) {
					break;
				}
			}
		}
		finally {
			this.deliveries.giveBack(left);
		}
		if (gone) {
			this.stops.stop(webhook, "gone");
		}
		else if (works) {
			this.deliveries.works(webhook.id());
		}
		return goOn;
	}

	private boolean fails(WebhookService.Called webhook) {
		WebhookDeliveries.Failing failing = this.deliveries.fails(webhook.id(), webhook.tenant());
		if (failing.since().isBefore(Instant.now().minus(HOPELESS))) {
			this.stops.stop(webhook, "failing");
			return true;
		}
		return failing.open();
	}

	private WebhookClient.Answer post(WebhookService.Called webhook, WebhookDelivery delivery) {
		Instant now = Instant.now();
		List<Header> headers = List.of(new BasicHeader("webhook-id", delivery.eventId()),
				new BasicHeader("webhook-timestamp", now.getEpochSecond()), new BasicHeader("webhook-signature",
						WebhookSignature.of(webhook.secrets(), delivery.eventId(), now, delivery.body())));
		String contentType = delivery.contentType();
		return this.client.post(webhook.address(), (contentType != null) ? contentType : webhook.contentType(),
				delivery.body(), headers);
	}

	private WebhookDeliveries.Ended ended(WebhookDelivery delivery, WebhookClient.Answer answer) {
		if (answer.isGood()) {
			return new WebhookDeliveries.Ended(delivery.id(), "delivered", answer.status(), null, Duration.ZERO);
		}
		List<Duration> pauses = this.settings.pauses();
		if (answer.isGone() || delivery.attempts() >= pauses.size()) {
			return new WebhookDeliveries.Ended(delivery.id(), "failed", answer.status(), answer.error(), Duration.ZERO);
		}
		Duration pause = pauses.get(delivery.attempts());
		Long wanted = answer.pauseSeconds();
		if (wanted != null && wanted > pause.toSeconds()) {
			pause = Duration.ofSeconds(wanted);
		}
		// not all at once
		long spread = ThreadLocalRandom.current().nextLong(pause.toSeconds() / 5 + 1);
		return new WebhookDeliveries.Ended(delivery.id(), DUE, answer.status(), answer.error(),
				pause.plusSeconds(spread));
	}

	@PreDestroy
	void stop() {
		this.threads.shutdownNow();
	}

}
