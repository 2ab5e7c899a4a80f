package io.nagare.push;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
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

/**
 * Tells browsers, after the commit, on threads of its own. What a push service does not
 * take for the moment stays in the register of event publications, which delivers it
 * again every minute while it is still news. What comes twice replaces itself in the
 * browser.
 */
@Component
class PushService {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	/** So long a push service believes who signed. */
	private static final Duration BELIEVED = Duration.ofHours(12);

	private static final Logger log = LoggerFactory.getLogger(PushService.class);

	private final HttpClient http = HttpClient.newBuilder()
		.connectTimeout(TIMEOUT)
		.followRedirects(HttpClient.Redirect.NEVER)
		.build();

	private final PushSubscriptions subscriptions;

	private final PushEndpointPolicy policy;

	private final PushKeys keys;

	private final PushSettings settings;

	private final Inbox inbox;

	private final DirectoryQueries people;

	private final ObjectMapper json;

	private final ApplicationEventPublisher events;

	PushService(PushSubscriptions subscriptions, PushEndpointPolicy policy, PushKeys keys, PushSettings settings,
			Inbox inbox, DirectoryQueries people, ObjectMapper json, ApplicationEventPublisher events) {
		this.subscriptions = subscriptions;
		this.policy = policy;
		this.keys = keys;
		this.settings = settings;
		this.inbox = inbox;
		this.people = people;
		this.json = json;
		this.events = events;
	}

	/** Within the transaction that tells people. */
	@EventListener
	void on(NoticeTold told) {
		if (this.settings.enabled() && this.settings.kinds().contains(told.kind())) {
			for (PushSubscription browser : this.subscriptions.ofAny(told.notifications().keySet())) {
				@Nullable UUID notification = told.notifications().get(browser.userId());
				if (notification != null) {
					this.events.publishEvent(new PushDue(told.tenant(), browser.id(), notification));
				}
			}
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
			.flatMap((one) -> this.inbox.glance(one.id(), due.notification(), one.locale()));
		if (glance.isPresent() && Instant.now().isBefore(glance.get().createdAt().plus(this.settings.goodFor()))) {
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
			status = this.http
				.send(request(browser, endpoint, message(due, glance)), HttpResponse.BodyHandlers.discarding())
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

	private HttpRequest request(PushSubscription browser, URI endpoint, byte[] message) {
		byte[] sealed = PushCipher.encrypt(message, PushCipher.decoded(browser.publicKey()),
				Base64.getUrlDecoder().decode(browser.auth()));
		return HttpRequest.newBuilder(endpoint)
			.timeout(TIMEOUT)
			.header("Authorization", "vapid t=" + signature(endpoint) + ", k=" + this.keys.pair().publicKey())
			.header("Content-Encoding", "aes128gcm")
			.header("Content-Type", "application/octet-stream")
			.header("TTL", Long.toString(this.settings.goodFor().toSeconds()))
			.header("Urgency", "high")
			.POST(HttpRequest.BodyPublishers.ofByteArray(sealed))
			.build();
	}

	/** Says to the push service who calls (RFC 8292). */
	private String signature(URI endpoint) {
		try {
			SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT).build(),
					new JWTClaimsSet.Builder().audience(endpoint.getScheme() + "://" + endpoint.getAuthority())
						.expirationTime(Date.from(Instant.now().plus(BELIEVED)))
						.subject(this.settings.contact())
						.build());
			token.sign(new ECDSASigner(this.keys.pair().privateKey(), Curve.P_256));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What the portal's service worker shows. */
	private byte[] message(PushDue due, Inbox.Glance glance) {
		String body = glance.body();
		byte[] message = message(due, glance, body);
		while (message.length > PushCipher.LONGEST) {
			body = body.substring(0, body.offsetByCodePoints(0, body.codePointCount(0, body.length()) / 2)) + "…";
			message = message(due, glance, body);
		}
		return message;
	}

	private byte[] message(PushDue due, Inbox.Glance glance, String body) {
		Map<String, @Nullable Object> content = new LinkedHashMap<>();
		content.put("id", due.notification().toString());
		content.put("kind", glance.kind());
		content.put("title", glance.title());
		content.put("body", body);
		content.put("number", glance.number());
		try {
			return this.json.writeValueAsString(content).getBytes(StandardCharsets.UTF_8);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
