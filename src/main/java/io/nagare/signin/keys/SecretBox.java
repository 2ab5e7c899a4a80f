package io.nagare.signin.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets that must be read again, with AES-256 in GCM, so that a copy of the
 * database alone tells none of them.
 */
public final class SecretBox {

	private static final int NONCE_BYTES = 12;

	private static final int TAG_BITS = 128;

	private static final String CIPHER = "AES/GCM/NoPadding";

	private static final SecureRandom RANDOM = new SecureRandom();

	private final SecretKey key;

	private final List<SecretKey> formerKeys;

	SecretBox(SecretKey key) {
		this(key, List.of());
	}

	/**
	 * @param formerKeys with which nothing is sealed any more, but what was sealed opens
	 */
	SecretBox(SecretKey key, List<SecretKey> formerKeys) {
		this.key = key;
		this.formerKeys = List.copyOf(formerKeys);
	}

	/**
	 * By which the key is told from others, without telling anything of it: 8 letters and
	 * digits.
	 */
	public String keyId() {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(this.key.getEncoded(), "HmacSHA256"));
			return HexFormat.of().formatHex(mac.doFinal("key id".getBytes(StandardCharsets.UTF_8)), 0, 4);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java has HMAC with SHA-256", ex);
		}
	}

	/**
	 * Seals a secret.
	 * @param owner whose it is: for nobody else can it be opened
	 */
	public String seal(byte[] secret, String owner) {
		byte[] nonce = random(NONCE_BYTES);
		byte[] sealed = work(this.key, Cipher.ENCRYPT_MODE, nonce, secret, owner);
		return Base64.getEncoder()
			.encodeToString(ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array());
	}

	/**
	 * Opens what was sealed for the owner.
	 * @throws IllegalStateException where it was changed, or sealed for somebody else or
	 * with another key
	 */
	public byte[] open(String sealed, String owner) {
		ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
		byte[] nonce = new byte[NONCE_BYTES];
		bytes.get(nonce);
		byte[] rest = new byte[bytes.remaining()];
		bytes.get(rest);
		try {
			return work(this.key, Cipher.DECRYPT_MODE, nonce, rest, owner);
		}
		catch (IllegalStateException ex) {
			return this.formerKeys.stream()
				.flatMap((former) -> openedBy(former, nonce, rest, owner).stream())
				.findFirst()
				.orElseThrow(() -> ex);
		}
	}

	private static Optional<byte[]> openedBy(SecretKey key, byte[] nonce, byte[] sealed, String owner) {
		try {
			return Optional.of(work(key, Cipher.DECRYPT_MODE, nonce, sealed, owner));
		}
		catch (IllegalStateException ex) {
			return Optional.empty();
		}
	}

	private static byte[] work(SecretKey key, int mode, byte[] nonce, byte[] text, String owner) {
		try {
			Cipher cipher = Cipher.getInstance(CIPHER);
			cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
			cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
			return cipher.doFinal(text);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The secret does not open: is nagare.security.encryption-key another one?",
					ex);
		}
	}

	private static byte[] random(int count) {
		byte[] bytes = new byte[count];
		RANDOM.nextBytes(bytes);
		return bytes;
	}

}
