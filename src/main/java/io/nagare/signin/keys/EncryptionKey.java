package io.nagare.signin.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key that encrypts other keys: given, or made in a directory. */
final class EncryptionKey {

	private static final int BYTES = 32;

	private EncryptionKey() {
	}

	/**
	 * The key that somebody has written down.
	 * @param base64 of 32 bytes
	 * @throws IllegalStateException for anything else, which is not repeated
	 */
	static SecretKey given(String base64) {
		try {
			byte[] bytes = Base64.getDecoder().decode(base64.strip());
			if (bytes.length == BYTES) {
				return new SecretKeySpec(bytes, "AES");
			}
		}
		catch (IllegalArgumentException ex) {
			// said below, without the secret that the exception may quote
		}
		throw new IllegalStateException("nagare.security.encryption-key is not Base64 of exactly 32 bytes; "
				+ "'openssl rand -base64 32' makes one");
	}

	/**
	 * The key of a directory, made at the first use and readable only for the operating
	 * system's user of Nagare. Those who start at once on one directory agree on whoever
	 * is first.
	 */
	static SecretKey madeIn(Path directory) {
		Path file = directory.resolve("encryption.key");
		try {
			if (Files.notExists(file)) {
				Files.createDirectories(directory, only("rwx------"));
				Path draft = Files.createTempFile(directory, "encryption", ".tmp", only("rw-------"));
				Files.writeString(draft, random(), StandardCharsets.US_ASCII);
				linkUnlessThere(file, draft);
				Files.delete(draft);
			}
			return given(Files.readString(file, StandardCharsets.US_ASCII));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String random() {
		byte[] bytes = new byte[BYTES];
		new SecureRandom().nextBytes(bytes);
		return Base64.getEncoder().encodeToString(bytes);
	}

	private static void linkUnlessThere(Path file, Path draft) throws IOException {
		try {
			Files.createLink(file, draft);
		}
		catch (FileAlreadyExistsException ex) {
			// another node was faster
		}
	}

	private static FileAttribute<?>[] only(String permissions) {
		return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

}
