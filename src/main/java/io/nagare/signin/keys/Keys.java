package io.nagare.signin.keys;

import java.nio.file.Path;
import java.time.InstantSource;

import javax.crypto.SecretKey;

import io.nagare.shared.Label;
import io.nagare.shared.Texts;
import io.nagare.directory.AcrossTenants;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Chooses where the keys come from. */
@Configuration(proxyBeanMethods = false)
class Keys {

	@Bean
	SecretBox secretBox(KeySettings settings, @Value("${nagare.data-dir:data}") Path dataDirectory,
			@Value("${nagare.database.embedded:false}") boolean embedded) {
		return new SecretBox(encryptionKey(settings.encryptionKey(), embedded ? dataDirectory : null),
				settings.formerEncryptionKeys().stream().map(EncryptionKey::given).toList());
	}

	@Bean
	SigningKeys signingKeys(KeySettings settings, SecretBox box, AcrossTenants acrossTenants, JdbcTemplate jdbc) {
		Resource given = settings.signingKey();
		return (given != null) ? new GivenKey(RsaKeys.read(given))
				: new RotatingKeys(new KeyStore(acrossTenants, jdbc, box), settings.keyRotation(), settings.keyBits(),
						InstantSource.system());
	}

	/**
	 * Finds the key that encrypts the other secrets.
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
		Label missing = Texts.label("start.encryption_key");
		throw new IllegalStateException(missing.en() + "\n" + missing.ja());
	}

}
