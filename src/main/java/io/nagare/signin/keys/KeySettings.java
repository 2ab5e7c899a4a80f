package io.nagare.signin.keys;

import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/**
 * Where the keys that sign access tokens come from.
 *
 * @param signingKey where one RSA key lies, as a PKCS#8 PEM; all nodes share it and
 * nobody replaces it. Without it, Nagare makes keys, keeps them in the database and
 * replaces them
 * @param encryptionKey 32 bytes in Base64, with which the keys in the database are
 * encrypted; all nodes are given the same
 * @param formerEncryptionKeys those that were replaced, as long as something may still be
 * encrypted with them
 * @param keyRotation how long each key of Nagare's own signs
 * @param keyBits how long each of them is; signing takes eight times as long where they
 * are twice as many
 */
@Validated
@ConfigurationProperties("nagare.security")
record KeySettings(@Nullable Resource signingKey, @Nullable String encryptionKey,
		@DefaultValue List<String> formerEncryptionKeys, @DefaultValue("30d") Duration keyRotation,
		@DefaultValue("3072") @Min(2048) @Max(8192) int keyBits) {

	@Override
	public String toString() {
		return "KeySettings[not shown]";
	}

}
