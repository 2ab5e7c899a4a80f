package io.nagare.ticket.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import org.springframework.stereotype.Component;

import io.nagare.signin.keys.SecretBox;

/**
 * Encrypts attachments where they lie, with AES-256 in GCM. Each file has a key of its
 * own, which lies in its row, sealed for that row. A file is encrypted in pieces, each of
 * which is authenticated together with its place and with whether it is the last: what
 * was changed, moved or cut off does not open.
 */
@Component
class AttachmentCipher {

	private static final int KEY_BYTES = 32;

	/** Bytes of an encrypted file that are in memory at a time. */
	private static final int PIECE = 64 * 1024;

	private static final byte[] NO_CONTEXT = {};

	private static final SecureRandom RANDOM = new SecureRandom();

	private final SecretBox box;

	AttachmentCipher(SecretBox box) {
		this.box = box;
	}

	/**
	 * A new key, sealed.
	 * @param attachment whose file it encrypts
	 */
	String newKey(UUID attachment) {
		byte[] key = new byte[KEY_BYTES];
		RANDOM.nextBytes(key);
		return sealed(key, attachment);
	}

	/**
	 * The same key, sealed anew with the encryption key of now.
	 * @param to whose file has the same bytes
	 */
	String keyFor(UUID to, UUID attachment, String key) {
		return sealed(opened(key, attachment), to);
	}

	private String sealed(byte[] key, UUID attachment) {
		return sealedNow() + this.box.seal(key, attachment.toString());
	}

	/** How each key begins that is sealed with the encryption key of now. */
	String sealedNow() {
		return this.box.keyId() + ".";
	}

	private byte[] opened(String key, UUID attachment) {
		return this.box.open(key.substring(key.indexOf('.') + 1), attachment.toString());
	}

	/** Encrypts what is written; its end is written when it is closed. */
	OutputStream encrypting(OutputStream file, UUID attachment, String key) throws IOException {
		try {
			return streaming(opened(key, attachment)).newEncryptingStream(file, NO_CONTEXT);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java has AES in GCM", ex);
		}
	}

	/**
	 * Decrypts what is read, which ends with an exception where the file is not as it was
	 * written.
	 * @throws IllegalStateException where the key does not open
	 */
	InputStream decrypting(InputStream file, UUID attachment, String key) throws IOException {
		try {
			return streaming(opened(key, attachment)).newDecryptingStream(file, NO_CONTEXT);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java has AES in GCM", ex);
		}
	}

	/** How many bytes that many are once they are encrypted. */
	long encryptedSize(long size) {
		try {
			return streaming(new byte[KEY_BYTES]).expectedCiphertextSize(size);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java has AES in GCM", ex);
		}
	}

	private static AesGcmHkdfStreaming streaming(byte[] key) throws GeneralSecurityException {
		return new AesGcmHkdfStreaming(key, "HmacSha256", KEY_BYTES, PIECE, 0);
	}

}
