package io.nagare.signin.keys;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import javax.crypto.SecretKey;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SecretBoxTests {

	private static final byte[] SECRET = "the app's key".getBytes(StandardCharsets.UTF_8);

	private final SecretBox box = new SecretBox(EncryptionKey.given(Base64.getEncoder().encodeToString(new byte[32])));

	@Test
	void opensWhatItSealedDifferentlyEachTime() {
		String sealed = this.box.seal(SECRET, "me");
		assertThat(this.box.open(sealed, "me")).isEqualTo(SECRET);
		assertThat(this.box.seal(SECRET, "me")).isNotEqualTo(sealed);
	}

	@Test
	void opensWhatAFormerKeySealedAndSealsWithTheNewOneAlone() {
		SecretKey next = EncryptionKey.given(Base64.getEncoder()
			.encodeToString("another key of 32 bytes, no more".getBytes(StandardCharsets.UTF_8)));
		SecretBox renewed = new SecretBox(next,
				List.of(EncryptionKey.given(Base64.getEncoder().encodeToString(new byte[32]))));
		assertThat(renewed.open(this.box.seal(SECRET, "me"), "me")).isEqualTo(SECRET);
		assertThat(new SecretBox(next).open(renewed.seal(SECRET, "me"), "me")).isEqualTo(SECRET);
		assertThatIllegalStateException().isThrownBy(() -> this.box.open(renewed.seal(SECRET, "me"), "me"));
		assertThatIllegalStateException().isThrownBy(() -> renewed.open(this.box.seal(SECRET, "me"), "you"));
		assertThat(renewed.keyId()).matches("[0-9a-f]{8}").isNotEqualTo(this.box.keyId());
	}

	@Test
	void opensNothingForOthersNorWhatWasChanged() {
		String sealed = this.box.seal(SECRET, "me");
		assertThatIllegalStateException().isThrownBy(() -> this.box.open(sealed, "you"));
		byte[] bytes = Base64.getDecoder().decode(sealed);
		bytes[bytes.length - 1] ^= 1;
		String changed = Base64.getEncoder().encodeToString(bytes);
		assertThatIllegalStateException().isThrownBy(() -> this.box.open(changed, "me"));
	}

}
