package io.nagare.signin.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import org.springframework.core.io.Resource;

/** Makes and reads RSA keys. Each is named by the thumbprint of its public half. */
final class RsaKeys {

	private static final Pattern PKCS8 = Pattern.compile("-----BEGIN (PRIVATE KEY)-----(.*?)-----END \\1-----",
			Pattern.DOTALL);

	private RsaKeys() {
	}

	/** A new private key of so many bits, as PKCS#8. */
	static byte[] made(int bits) {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(bits);
			return generator.generateKeyPair().getPrivate().getEncoded();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Reads a private key and works out its public half.
	 * @throws IllegalStateException where it is none
	 */
	static RSAKey read(Resource pem) {
		try {
			Matcher key = PKCS8.matcher(pem.getContentAsString(StandardCharsets.US_ASCII));
			if (!key.find()) {
				throw new IllegalStateException(pem + " holds no private key as PKCS#8 PEM");
			}
			return pair(Base64.getMimeDecoder().decode(key.group(2)));
		}
		catch (IOException ex) {
			throw new IllegalStateException("The signing key " + pem + " cannot be read", ex);
		}
	}

	/** The same from the bytes of a PKCS#8 key. */
	static RSAKey pair(byte[] pkcs8) {
		try {
			KeyFactory factory = KeyFactory.getInstance("RSA");
			PrivateKey secret = factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
			if (!(secret instanceof RSAPrivateCrtKey crt)) {
				throw new IllegalStateException("The signing key is no complete RSA key");
			}
			RSAPublicKeySpec open = new RSAPublicKeySpec(crt.getModulus(), crt.getPublicExponent());
			return new RSAKey.Builder((RSAPublicKey) factory.generatePublic(open)).privateKey(secret)
				.algorithm(JWSAlgorithm.RS256)
				.keyUse(KeyUse.SIGNATURE)
				.keyIDFromThumbprint()
				.build();
		}
		catch (GeneralSecurityException | JOSEException ex) {
			throw new IllegalStateException("The signing key is no RSA key", ex);
		}
	}

}
