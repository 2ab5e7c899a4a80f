package io.nagare.integration.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.signin.keys.SecretBox;

/** What webhooks are signed with, kept sealed. */
@Component
class WebhookSecrets {

	/**
	 * So long two secrets are good, so that whoever listens has time to learn the new
	 * one.
	 */
	private static final Duration OVERLAP = Duration.ofHours(24);

	private static final int MOST_FORMER = 5;

	private final SecretBox box;

	private final Clock clock;

	WebhookSecrets(SecretBox box, Clock clock) {
		this.box = box;
		this.clock = clock;
	}

	/** Gives a webhook its first one, which is told once. */
	String give(Webhook webhook) {
		String secret = WebhookSignature.newSecret();
		webhook.sign(seal(webhook, secret));
		return secret;
	}

	/**
	 * Gives it another one; for a day, the former one is good too.
	 * @throws Refusal CONFLICT where so many are good that each event would be signed
	 * with all of them
	 */
	String renew(Webhook webhook) {
		Instant now = this.clock.instant();
		if (webhook.formerSecrets(now).size() >= MOST_FORMER) {
			throw Refusal.conflict(null, "too_many", MOST_FORMER);
		}
		String secret = WebhookSignature.newSecret();
		webhook.sign(seal(webhook, secret), now, now.plus(OVERLAP));
		return secret;
	}

	/** Those that are good now. */
	List<String> of(Webhook webhook) {
		List<String> secrets = new ArrayList<>(List.of(open(webhook, webhook.secret())));
		webhook.formerSecrets(this.clock.instant()).forEach((former) -> secrets.add(open(webhook, former)));
		return secrets;
	}

	private String seal(Webhook webhook, String secret) {
		return this.box.seal(secret.getBytes(StandardCharsets.UTF_8), webhook.id().toString());
	}

	private String open(Webhook webhook, String sealed) {
		return new String(this.box.open(sealed, webhook.id().toString()), StandardCharsets.UTF_8);
	}

}
