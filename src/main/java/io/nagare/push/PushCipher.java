package io.nagare.push;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;

/**
 * Encrypts a message so that only one browser can read it, and no push service on the way
 * (RFC 8291, with the content coding of RFC 8188).
 */
final class PushCipher {

	/** Longer messages are not carried by every push service. */
	static final int LONGEST = 3900;

	private static final int COORDINATE = 32;

	private static final int POINT = 1 + 2 * COORDINATE;

	private static final byte UNCOMPRESSED = 4;

	private static final int SALT = 16;

	private static final int RECORD = 4096;

	/** Says that no record follows. */
	private static final byte LAST = 2;

	private static final SecureRandom RANDOM = new SecureRandom();

	private PushCipher() {
	}

	/** A public key as browsers have it. */
	static String encoded(ECPublicKey key) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(point(key));
	}

	/**
	 * The public key of a browser.
	 * @throws IllegalArgumentException where it is none, or lies on another curve
	 */
	static ECPublicKey decoded(String key) {
		byte[] point = Base64.getUrlDecoder().decode(key);
		if (point.length != POINT || point[0] != UNCOMPRESSED) {
			throw new IllegalArgumentException("no point without compression");
		}
		try {
			return new ECKey.Builder(Curve.P_256, Base64URL.encode(Arrays.copyOfRange(point, 1, 1 + COORDINATE)),
					Base64URL.encode(Arrays.copyOfRange(point, 1 + COORDINATE, POINT)))
				.build()
				.toECPublicKey();
		}
		catch (JOSEException | IllegalStateException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	/** Encrypts for a browser, with a key of this message's own. */
	static byte[] encrypt(byte[] message, ECPublicKey browser, byte[] auth) {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
			byte[] salt = new byte[SALT];
			RANDOM.nextBytes(salt);
			return encrypt(message, browser, auth, generator.generateKeyPair(), salt);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static byte[] encrypt(byte[] message, ECPublicKey browser, byte[] auth, KeyPair ours, byte[] salt)
			throws GeneralSecurityException {
		KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
		agreement.init(ours.getPrivate());
		agreement.doPhase(browser, true);
		byte[] ourPoint = point((ECPublicKey) ours.getPublic());
		byte[] shared = hmac(auth, agreement.generateSecret());
		byte[] info = ByteBuffer.allocate(14 + 2 * POINT + 1)
			.put("WebPush: info\0".getBytes(StandardCharsets.US_ASCII))
			.put(point(browser))
			.put(ourPoint)
			.put((byte) 1)
			.array();
		byte[] secret = hmac(salt, hmac(shared, info));
		byte[] key = Arrays.copyOf(hmac(secret, "Content-Encoding: aes128gcm\0\u0001"), 16);
		byte[] nonce = Arrays.copyOf(hmac(secret, "Content-Encoding: nonce\0\u0001"), 12);
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
		byte[] sealed = cipher.doFinal(ByteBuffer.allocate(message.length + 1).put(message).put(LAST).array());
		return ByteBuffer.allocate(SALT + 4 + 1 + POINT + sealed.length)
			.put(salt)
			.putInt(RECORD)
			.put((byte) POINT)
			.put(ourPoint)
			.put(sealed)
			.array();
	}

	private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
		return hmac(key, text.getBytes(StandardCharsets.US_ASCII));
	}

	private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(key, "HmacSHA256"));
		return mac.doFinal(text);
	}

	private static byte[] point(ECPublicKey key) {
		ECKey jwk = new ECKey.Builder(Curve.P_256, key).build();
		return ByteBuffer.allocate(POINT).put(UNCOMPRESSED).put(jwk.getX().decode()).put(jwk.getY().decode()).array();
	}

}
