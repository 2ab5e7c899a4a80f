package io.nagare.identity.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Seals secrets that must be read again, with AES-256 in GCM, so that a copy of the
 * database alone tells none of them. The key is what the settings say, as Base64, or lies
 * in the data directory, where it is made once.
 */
@Component
class SecretBox {

	private static final int KEY_BYTES = 32;

	private static final int NONCE_BYTES = 12;

	private static final int TAG_BITS = 128;

	private static final String CIPHER = "AES/GCM/NoPadding";

	private static final SecureRandom RANDOM = new SecureRandom();

	private final SecretKey key;

	SecretBox(@Value("${nagare.security.encryption-key:}") String given,
			@Value("${nagare.data-dir:data}") Path dataDirectory) {
		this.key = key(given.isBlank() ? made(dataDirectory.resolve("keys")) : given);
	}

	/**
	 * Seals a secret.
	 * @param owner whose it is: for nobody else can it be opened
	 */
	String seal(byte[] secret, String owner) {
		byte[] nonce = random(NONCE_BYTES);
		byte[] sealed = work(Cipher.ENCRYPT_MODE, nonce, secret, owner);
		return Base64.getEncoder()
			.encodeToString(ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array());
	}

	/**
	 * Opens what was sealed for the owner.
	 * @throws IllegalStateException where it was changed, or sealed for somebody else or
	 * with another key
	 */
	byte[] open(String sealed, String owner) {
		ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
		byte[] nonce = new byte[NONCE_BYTES];
		bytes.get(nonce);
		byte[] rest = new byte[bytes.remaining()];
		bytes.get(rest);
		return work(Cipher.DECRYPT_MODE, nonce, rest, owner);
	}

	private byte[] work(int mode, byte[] nonce, byte[] text, String owner) {
		try {
			Cipher cipher = Cipher.getInstance(CIPHER);
			cipher.init(mode, this.key, new GCMParameterSpec(TAG_BITS, nonce));
			cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
			return cipher.doFinal(text);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The secret does not open: is nagare.security.encryption-key another one?",
					ex);
		}
	}

	private static SecretKey key(String base64) {
		try {
			byte[] bytes = Base64.getDecoder().decode(base64.strip());
			if (bytes.length == KEY_BYTES) {
				return new SecretKeySpec(bytes, "AES");
			}
		}
		catch (IllegalArgumentException ex) {
			// told below, without the key
		}
		throw new IllegalStateException("nagare.security.encryption-key must be " + KEY_BYTES + " bytes as Base64");
	}

	/** Nodes that start at once on one directory agree on whoever is first. */
	private static String made(Path directory) {
		Path file = directory.resolve("encryption.key");
		try {
			if (Files.notExists(file)) {
				Files.createDirectories(directory, only("rwx------"));
				Path draft = Files.createTempFile(directory, "encryption", ".tmp", only("rw-------"));
				Files.writeString(draft, Base64.getEncoder().encodeToString(random(KEY_BYTES)) + "\n");
				linkUnlessThere(file, draft);
				Files.delete(draft);
			}
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void linkUnlessThere(Path file, Path draft) throws IOException {
		try {
			Files.createLink(file, draft);
		}
		catch (FileAlreadyExistsException ex) {
			// another node was faster
		}
	}

	private static byte[] random(int count) {
		byte[] bytes = new byte[count];
		RANDOM.nextBytes(bytes);
		return bytes;
	}

	private static FileAttribute<?>[] only(String permissions) {
		return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

}
