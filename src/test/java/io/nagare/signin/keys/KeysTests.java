package io.nagare.signin.keys;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.ByteArrayResource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class KeysTests {

	private static final String GIVEN = Base64.getEncoder().encodeToString(new byte[32]);

	@TempDir
	Path data;

	@Test
	void makeAnEncryptionKeyOnceForItsOwnersEyesOnly() throws Exception {
		var made = Keys.encryptionKey(null, this.data);
		Path file = this.data.resolve("keys/encryption.key");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		try (var files = Files.list(this.data.resolve("keys"))) {
			assertThat(files).containsExactly(file);
		}
		assertThat(Keys.encryptionKey(" ", this.data)).isEqualTo(made);
		assertThat(made.getEncoded()).hasSize(32).isNotEqualTo(new byte[32]);
	}

	@Test
	void preferTheEncryptionKeyThatIsGiven() {
		assertThat(Keys.encryptionKey(GIVEN, this.data).getEncoded()).isEqualTo(new byte[32]);
		assertThat(this.data.resolve("keys")).doesNotExist();
	}

	@Test
	void sayWhatIsMissingInBothLanguages() {
		assertThatIllegalStateException().isThrownBy(() -> Keys.encryptionKey(null, null))
			.withMessageContaining("nagare.security.encryption-key")
			.withMessageContaining("設定してください");
	}

	@Test
	void sayWhatIsWrongWithTheGivenKeyWithoutRepeatingIt() {
		for (String wrong : new String[] { "c2hvcnQ=", "not base64!" }) {
			assertThatIllegalStateException().isThrownBy(() -> Keys.encryptionKey(wrong, this.data))
				.withMessageContaining("32 bytes")
				.withMessageNotContaining(wrong)
				.withNoCause();
		}
	}

	@Test
	void readAGivenSigningKeyAndSayWhatIsWrongWithIt() {
		byte[] pkcs8 = RsaKeys.made(2048);
		String pem = "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted("PRIVATE KEY",
				Base64.getMimeEncoder().encodeToString(pkcs8));
		SigningKeys keys = new GivenKey(RsaKeys.read(new ByteArrayResource(pem.getBytes(US_ASCII))));
		assertThat(keys.signing()).isEqualTo(RsaKeys.pair(pkcs8));
		assertThat(keys.signing().size()).isEqualTo(2048);
		assertThatIllegalStateException()
			.isThrownBy(() -> RsaKeys.read(new ByteArrayResource("nothing".getBytes(US_ASCII))))
			.withMessageContaining("PKCS#8");
	}

}
