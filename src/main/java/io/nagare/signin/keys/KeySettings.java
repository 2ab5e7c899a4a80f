package io.nagare.signin.keys;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Where the keys that sign access tokens come from.
 *
 * @param signingKey where one RSA key lies, as a PKCS#8 PEM; all nodes share it and
 * nobody replaces it. Without it, Nagare makes keys, keeps them in the database and
 * replaces them
 * @param encryptionKey 32 bytes in Base64, with which the keys in the database are
 * encrypted; all nodes are given the same
 * @param keyRotation how long each key of Nagare's own signs
 */
@ConfigurationProperties("nagare.security")
record KeySettings(@Nullable Resource signingKey, @Nullable String encryptionKey,
		@DefaultValue("30d") Duration keyRotation) {

	@Override
	public String toString() {
		return "KeySettings[not shown]";
	}

}
