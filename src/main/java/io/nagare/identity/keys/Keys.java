package io.nagare.identity.keys;

import java.nio.file.Path;
import java.time.InstantSource;

import javax.crypto.SecretKey;

import io.nagare.identity.AcrossTenants;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;

/** Chooses where the signing keys come from. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class Keys {

	/** As long as AES-GCM wants what is never used twice. */
	private static final int NONCE_BYTES = 12;

	@Bean
	SigningKeys signingKeys(KeySettings settings, AcrossTenants acrossTenants, JdbcTemplate jdbc,
			@Value("${nagare.data-dir:data}") Path dataDirectory,
			@Value("${nagare.database.embedded:false}") boolean embedded) {
		Resource given = settings.signingKey();
		if (given != null) {
			return new GivenKey(RsaKeys.read(given));
		}
		SecretKey encryptionKey = encryptionKey(settings.encryptionKey(), embedded ? dataDirectory : null);
		return new RotatingKeys(new KeyStore(acrossTenants, jdbc, encryptor(encryptionKey)), settings.keyRotation(),
				InstantSource.system());
	}

	/**
	 * Finds the key that encrypts the others.
	 * @param home where one may be made: beside an embedded database, but not where
	 * several nodes would each make their own
	 * @throws IllegalStateException where there is none
	 */
	static SecretKey encryptionKey(@Nullable String given, @Nullable Path home) {
		if (given != null && !given.isBlank()) {
			return EncryptionKey.given(given);
		}
		if (home != null) {
			return EncryptionKey.madeIn(home.resolve("keys"));
		}
		throw new IllegalStateException("Nagare was given no key to encrypt its signing keys with. Set "
				+ "nagare.security.encryption-key to what 'openssl rand -base64 32' answers, the same on all nodes.\n"
				+ "署名鍵を暗号化する鍵が指定されていません。'openssl rand -base64 32' の出力を nagare.security.encryption-key に"
				+ "設定してください（全ノード共通）。");
	}

	/** AES-256-GCM with a fresh nonce each time. */
	static BytesEncryptor encryptor(SecretKey key) {
		return new AesBytesEncryptor(key, KeyGenerators.secureRandom(NONCE_BYTES), CipherAlgorithm.GCM);
	}

}
