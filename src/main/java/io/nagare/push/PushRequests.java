package io.nagare.push;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;

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
import org.springframework.stereotype.Component;

import io.nagare.notification.Inbox;

/** Writes what push services are sent. */
@Component
class PushRequests {

	static final Duration TIMEOUT = Duration.ofSeconds(10);

	/** So long a push service believes who signed. */
	private static final Duration BELIEVED = Duration.ofHours(12);

	private final PushKeys keys;

	private final PushSettings settings;

	private final ObjectMapper json;

	PushRequests(PushKeys keys, PushSettings settings, ObjectMapper json) {
		this.keys = keys;
		this.settings = settings;
		this.json = json;
	}

	/** Tells a browser of a notice, signed, and sealed for its eyes. */
	HttpRequest of(PushSubscription browser, PushDue due, Inbox.Glance glance) {
		URI endpoint = URI.create(browser.endpoint());
		byte[] message = message(due, glance);
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
