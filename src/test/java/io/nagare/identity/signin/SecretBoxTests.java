package io.nagare.identity.signin;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SecretBoxTests {

	private static final byte[] SECRET = "the app's key".getBytes(StandardCharsets.UTF_8);

	@TempDir
	private Path data;

	@Test
	void opensWhatItSealedAfterARestartToo() throws Exception {
		String sealed = new SecretBox("", this.data).seal(SECRET, "me");
		assertThat(new SecretBox("", this.data).open(sealed, "me")).isEqualTo(SECRET);
		assertThat(Files.getPosixFilePermissions(this.data.resolve("keys/encryption.key"))).hasSize(2);
		assertThat(new SecretBox("", this.data).seal(SECRET, "me")).isNotEqualTo(sealed);
	}

	@Test
	void opensNothingForOthersNorWhatWasChanged() {
		SecretBox box = new SecretBox("", this.data);
		String sealed = box.seal(SECRET, "me");
		assertThatIllegalStateException().isThrownBy(() -> box.open(sealed, "you"));
		byte[] bytes = Base64.getDecoder().decode(sealed);
		bytes[bytes.length - 1] ^= 1;
		assertThatIllegalStateException().isThrownBy(() -> box.open(Base64.getEncoder().encodeToString(bytes), "me"));
	}

	@Test
	void takesTheKeyOfTheSettingsAndRefusesAWrongOne() {
		String key = Base64.getEncoder().encodeToString(new byte[32]);
		String sealed = new SecretBox(key, this.data).seal(SECRET, "me");
		assertThat(new SecretBox(key, this.data).open(sealed, "me")).isEqualTo(SECRET);
		assertThat(this.data.resolve("keys")).doesNotExist();
		for (String wrong : new String[] { "nonsense!", "c2hvcnQ=" }) {
			assertThatIllegalStateException().isThrownBy(() -> new SecretBox(wrong, this.data))
				.withMessageContaining("nagare.security.encryption-key")
				.withMessageNotContaining(wrong);
		}
	}

}
