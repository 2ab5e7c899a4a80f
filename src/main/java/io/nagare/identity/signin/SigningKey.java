package io.nagare.identity.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The key that signs access tokens. It is read from where the settings say, or from the
 * data directory, where it is made once and readable only for the operating system's user
 * of Nagare.
 */
@Component
public class SigningKey {

	private static final int BITS = 3072;

	private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";

	private static final String END = "-----END PRIVATE KEY-----";

	private final RSAKey key;

	SigningKey(SecuritySettings settings, @Value("${nagare.data-dir:data}") Path dataDirectory) {
		Resource given = settings.signingKey();
		this.key = read((given != null) ? given : new FileSystemResource(made(dataDirectory.resolve("keys"))));
	}

	/** The whole pair: it must not leave this module. */
	RSAKey pair() {
		return this.key;
	}

	/** What everybody may know, to check a signature. */
	public RSAKey published() {
		return this.key.toPublicJWK();
	}

	private static RSAKey read(Resource pem) {
		try {
			String text = pem.getContentAsString(StandardCharsets.US_ASCII);
			int begin = text.indexOf(BEGIN);
			int end = text.indexOf(END);
			if (begin < 0 || end < begin) {
				throw new IllegalStateException(pem + " holds no private key as PKCS#8 PEM (" + BEGIN + ")");
			}
			byte[] encoded = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
			KeyFactory factory = KeyFactory.getInstance("RSA");
			PrivateKey secret = factory.generatePrivate(new PKCS8EncodedKeySpec(encoded));
			if (!(secret instanceof RSAPrivateCrtKey crt)) {
				throw new IllegalStateException(pem + " holds no complete RSA key");
			}
			RSAPublicKeySpec open = new RSAPublicKeySpec(crt.getModulus(), crt.getPublicExponent());
			return new RSAKey.Builder((RSAPublicKey) factory.generatePublic(open)).privateKey(secret)
				.algorithm(JWSAlgorithm.RS256)
				.keyUse(KeyUse.SIGNATURE)
				.keyIDFromThumbprint()
				.build();
		}
		catch (IOException | GeneralSecurityException | JOSEException ex) {
			throw new IllegalStateException("The signing key " + pem + " cannot be read", ex);
		}
	}

	/** Nodes that start at once on one directory agree on whoever is first. */
	private static Path made(Path directory) {
		Path file = directory.resolve("signing.pem");
		try {
			if (Files.notExists(file)) {
				Files.createDirectories(directory, only("rwx------"));
				Path draft = Files.createTempFile(directory, "signing", ".tmp", only("rw-------"));
				Files.writeString(draft, newPem(), StandardCharsets.US_ASCII);
				linkUnlessThere(file, draft);
				Files.delete(draft);
			}
			return file;
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

	private static String newPem() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(BITS);
			byte[] encoded = generator.generateKeyPair().getPrivate().getEncoded();
			return BEGIN + "\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(encoded) + "\n" + END
					+ "\n";
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static FileAttribute<?>[] only(String permissions) {
		return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

}
