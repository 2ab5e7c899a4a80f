package io.nagare.push;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

import io.nagare.directory.DirectoryQueries;
import io.nagare.directory.User;
import io.nagare.notification.Inbox;
import io.nagare.notification.NoticeTold;
import io.nagare.notification.QuietTimeOver;

/**
 * Tells browsers, after the commit, on threads of its own. What a push service does not
 * take for the moment stays in the register of event publications, which delivers it
 * again every minute while it is still news. What comes twice replaces itself in the
 * browser.
 */
@Component
class PushService {

	private static final Logger log = LoggerFactory.getLogger(PushService.class);

	private final HttpClient http = HttpClient.newBuilder()
		.connectTimeout(PushRequests.TIMEOUT)
		.followRedirects(HttpClient.Redirect.NEVER)
		.build();

	private final PushSubscriptions subscriptions;

	private final PushEndpointPolicy policy;

	private final PushRequests requests;

	private final PushSettings settings;

	private final Inbox inbox;

	private final DirectoryQueries people;

	private final ApplicationEventPublisher events;

	PushService(PushSubscriptions subscriptions, PushEndpointPolicy policy, PushRequests requests,
			PushSettings settings, Inbox inbox, DirectoryQueries people, ApplicationEventPublisher events) {
		this.subscriptions = subscriptions;
		this.policy = policy;
		this.requests = requests;
		this.settings = settings;
		this.inbox = inbox;
		this.people = people;
		this.events = events;
	}

	/** Within the transaction that tells people. */
	@EventListener
	void on(NoticeTold told) {
		if (this.settings.enabled() && (told.urgent() || this.settings.kinds().contains(told.kind()))) {
			for (PushSubscription browser : this.subscriptions.ofAny(told.notifications().keySet())) {
				@Nullable UUID notification = told.notifications().get(browser.userId());
				if (notification != null && !told.quiet().contains(browser.userId())) {
					this.events.publishEvent(new PushDue(told.tenant(), browser.id(), notification, 0, null));
				}
			}
		}
	}

	/** What was told meanwhile is told by one message, which shows the youngest. */
	@EventListener
	void on(QuietTimeOver over) {
		List<UUID> urgent = over.kinds()
			.entrySet()
			.stream()
			.filter((one) -> this.settings.kinds().contains(one.getValue()))
			.map(Map.Entry::getKey)
			.toList();
		if (this.settings.enabled() && !urgent.isEmpty()) {
			Instant now = Instant.now();
			this.subscriptions.ofAny(Set.of(over.user()))
				.forEach((browser) -> this.events
					.publishEvent(new PushDue(over.tenant(), browser.id(), urgent.get(0), urgent.size() - 1, now)));
		}
	}

	@Async(PushThreads.NAME)
	@TransactionalEventListener
	void on(PushDue due) {
		Optional<PushSubscription> browser = this.subscriptions.one(due.subscription());
		if (!this.settings.enabled() || browser.isEmpty()) {
			return;
		}
		Optional<User> user = this.people.user(browser.get().userId()).filter(User::isActive);
		Optional<Inbox.Glance> glance = user
			.flatMap((one) -> this.inbox.glance(one.id(), due.notification(), one.locale(), due.others()));
		@Nullable Instant waited = due.waitedUntil();
		if (glance.isPresent() && Instant.now()
			.isBefore(((waited != null) ? waited : glance.get().createdAt()).plus(this.settings.goodFor()))) {
			send(browser.get(), due, glance.get());
		}
	}

	private void send(PushSubscription browser, PushDue due, Inbox.Glance glance) {
		URI endpoint = URI.create(browser.endpoint());
		if (!this.policy.leadsOutside(endpoint)) {
			log.warn("A browser is not told, since {} leads inside, or nowhere", endpoint.getHost());
			return;
		}
		int status;
		try {
			status = this.http.send(this.requests.of(browser, due, glance), HttpResponse.BodyHandlers.discarding())
				.statusCode();
		}
		catch (IOException ex) {
			throw new IllegalStateException("The push service " + endpoint.getHost() + " does not answer", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		if (status == 404 || status == 410) {
			this.subscriptions.forget(browser.id());
		}
		else if (status == 429 || status >= 500) {
			throw new IllegalStateException("The push service " + endpoint.getHost() + " answers " + status);
		}
		else if (status >= 300) {
			log.warn("A browser is not told: the push service {} answers {}", endpoint.getHost(), status);
		}
	}

}
