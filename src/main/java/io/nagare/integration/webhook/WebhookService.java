package io.nagare.integration.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.AfterCommit;
import io.nagare.directory.CurrentCaller;
import io.nagare.integration.OutboundEvent;
import io.nagare.integration.OutboundTypes.OutboundType;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;

/** The webhooks of a tenant, which its administrators set up. */
@Component
@Transactional
public class WebhookService {

	private static final String MANAGES = "integration:manage";

	private static final int MOST = 50;

	private final WebhookRepository webhooks;

	private final WebhookDeliveries deliveries;

	private final WebhookBodies bodies;

	private final WebhookTenants tenants;

	private final WebhookSecrets secrets;

	private final WebhookPolicy policy;

	private final CurrentCaller callers;

	WebhookService(WebhookRepository webhooks, WebhookDeliveries deliveries, WebhookBodies bodies,
			WebhookTenants tenants, WebhookSecrets secrets, WebhookPolicy policy, CurrentCaller callers) {
		this.webhooks = webhooks;
		this.deliveries = deliveries;
		this.bodies = bodies;
		this.tenants = tenants;
		this.secrets = secrets;
		this.policy = policy;
		this.callers = callers;
	}

	/** All of the tenant, by name. */
	@Transactional(readOnly = true)
	public List<Webhook> all() {
		demand();
		return this.webhooks.findAllByOrderByName();
	}

	/**
	 * One of the tenant.
	 * @throws Refusal NOT_FOUND, FORBIDDEN
	 */
	@Transactional(readOnly = true)
	public Webhook one(UUID id) {
		Webhook webhook = any(id);
		this.policy.demandReader(this.callers.require(), webhook);
		return webhook;
	}

	private Webhook any(UUID id) {
		demand();
		return this.webhooks.findById(id).orElseThrow(Refusal::notFound);
	}

	/**
	 * Sets one up.
	 * @throws Refusal naming every field that is wrong, CONFLICT where there are too many
	 */
	public Signed create(WebhookFields fields) {
		demand();
		List<Refusal.Detail> wrong = new ArrayList<>();
		if (!fields.name().isPresent()) {
			wrong.add(Refusal.Detail.of("name", "required"));
		}
		if (!fields.url().isPresent()) {
			wrong.add(Refusal.Detail.of("url", "required"));
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		this.policy.check(fields);
		if (this.webhooks.count() >= MOST) {
			throw Refusal.conflict(null, "too_many", MOST);
		}
		Webhook webhook = new Webhook(fields.name().get());
		String secret = this.secrets.give(webhook);
		return new Signed(saved(webhook.edit(fields)), secret);
	}

	/**
	 * Changes one. Who may not read what it is told may stop it all the same.
	 * @throws Refusal NOT_FOUND, STALE, or naming every field that is wrong
	 */
	public Webhook change(UUID id, WebhookFields fields, IfMatch ifMatch) {
		Webhook webhook = fields.onlyStop() ? any(id) : one(id);
		ifMatch.check(webhook.version());
		if (!fields.onlyStop()) {
			this.policy.check(fields);
		}
		if (fields.isActive().isPresent() && fields.isActive().get()) {
			this.deliveries.works(id);
		}
		return fields.onlyStop() ? stored(webhook.edit(fields)) : saved(webhook.edit(fields));
	}

	/**
	 * Tells it nothing any more, and forgets what it was told. Who may not read that may
	 * end it all the same.
	 * @throws Refusal NOT_FOUND, STALE
	 */
	public void remove(UUID id, IfMatch ifMatch) {
		Webhook webhook = any(id);
		ifMatch.check(webhook.version());
		this.webhooks.delete(webhook);
		AfterCommit.run(this.tenants::refresh);
	}

	/**
	 * Signs with a new secret; for a day, with the former one too.
	 * @throws Refusal NOT_FOUND
	 */
	public Signed renewSecret(UUID id) {
		Webhook webhook = one(id);
		String secret = this.secrets.renew(webhook);
		return new Signed(this.webhooks.saveAndFlush(webhook), secret);
	}

	/**
	 * Sends an event that says nothing, to see how it is taken; to a chat, what it would
	 * read of an incident that somebody begins.
	 * @throws Refusal NOT_FOUND
	 */
	public void ping(UUID id) {
		Webhook webhook = one(id);
		Map<String, @Nullable Object> data = new LinkedHashMap<>();
		data.put("title", "Nagare: ping");
		if (WebhookBodies.isChat(webhook.format())) {
			data.putAll(Map.of("kind", "incident", "status", "in_progress", "from", "new", "to", "in_progress",
					"priority", "high"));
		}
		data.put("webhook_id", id);
		data.put("tenant_id", webhook.tenant());
		Instant now = Instant.now();
		data.put("timestamp", now);
		add(List.of(webhook),
				List.of(new OutboundEvent(UUID.randomUUID(), webhook.tenant(), "webhook.ping", id, now, data)), true);
	}

	/**
	 * Tells it once more what it was told, under the same id.
	 * @throws Refusal NOT_FOUND, CONFLICT where it is told nothing
	 */
	public WebhookDelivery replay(UUID id, UUID delivery) {
		demandActive(id);
		return this.deliveries.replay(id, delivery);
	}

	/**
	 * The same of all that failed since then.
	 * @return how many
	 * @throws Refusal NOT_FOUND, CONFLICT where it is told nothing
	 */
	public int replayFailed(UUID id, Instant since) {
		demandActive(id);
		return this.deliveries.replayFailed(id, since);
	}

	private void demandActive(UUID id) {
		if (!one(id).isActive()) {
			throw Refusal.conflict(null, "webhook_inactive");
		}
	}

	/** The events that a webhook of the tenant can be told of, by name. */
	@Transactional(readOnly = true)
	public List<OutboundType> events() {
		demand();
		return this.policy.events();
	}

	/** Lets the webhooks of the bound tenant be told of the events that they want. */
	public void spread(List<OutboundEvent> events) {
		add(this.webhooks.findByActiveTrue(), events, false);
	}

	private void add(List<Webhook> webhooks, List<OutboundEvent> events, boolean all) {
		List<WebhookDeliveries.Wanted> wanted = new ArrayList<>();
		for (OutboundEvent event : events) {
			for (Webhook webhook : webhooks) {
				if (all || webhook.wants(event)) {
					wanted.add(new WebhookDeliveries.Wanted(event.tenant(), webhook.id(), event.id(), event.type(),
							event.subject(), this.bodies.of(webhook, event),
							WebhookBodies.contentType(webhook.format())));
				}
			}
		}
		this.deliveries.add(wanted);
	}

	/** One of the bound tenant, as whoever calls it needs it; empty where it is gone. */
	@Transactional(readOnly = true)
	Optional<Called> called(UUID id) {
		return this.webhooks.findById(id)
			.filter(Webhook::isActive)
			.map((webhook) -> new Called(webhook.id(), webhook.tenant(), URI.create(webhook.url()),
					WebhookBodies.contentType(webhook.format()), this.secrets.of(webhook)));
	}

	/** Tells it nothing any more, for it wants nothing, or takes nothing. */
	void stop(UUID id, String why) {
		this.webhooks.findById(id).ifPresent((webhook) -> {
			this.webhooks.saveAndFlush(webhook.stop(why));
			this.deliveries.drop(id);
		});
		AfterCommit.run(this.tenants::refresh);
	}

	private Webhook saved(Webhook webhook) {
		if (this.webhooks.existsByNameIgnoreCaseAndIdNot(webhook.name(), webhook.id())) {
			throw Refusal.conflict("name", "already_exists");
		}
		this.policy.check(webhook);
		this.policy.demandReader(this.callers.require(), webhook);
		return stored(webhook);
	}

	private Webhook stored(Webhook webhook) {
		AfterCommit.run(this.tenants::refresh);
		return this.webhooks.saveAndFlush(webhook);
	}

	private void demand() {
		this.callers.requireMember().demand(MANAGES);
	}

	/**
	 * A webhook whose secret has just been made.
	 *
	 * @param secret never to be seen again
	 */
	public record Signed(Webhook webhook, String secret) {

		@Override
		public String toString() {
			return "Signed[" + this.webhook.id() + "]";
		}

	}

	/** What whoever calls a webhook needs. */
	record Called(UUID id, UUID tenant, URI address, String contentType, List<String> secrets) {

		@Override
		public String toString() {
			return "Called[" + this.id + "]";
		}

	}

}
