package io.nagare.identity.signin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SigningKeyTests {

	@TempDir
	Path data;

	@TempDir
	Path elsewhere;

	@Test
	void isMadeOnceForItsOwnersEyesOnly() throws Exception {
		SigningKey made = new SigningKey(new SecuritySettings("", null, true), this.data);
		Path file = this.data.resolve("keys/signing.pem");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		try (var files = Files.list(this.data.resolve("keys"))) {
			assertThat(files).containsExactly(file);
		}
		SigningKey again = new SigningKey(new SecuritySettings("", null, true), this.data);
		assertThat(again.published()).isEqualTo(made.published());
		assertThat(made.published().isPrivate()).isFalse();
		assertThat(made.published().size()).isEqualTo(3072);
	}

	@Test
	void isTheSameForAllNodesThatAreGivenIt() {
		SigningKey made = new SigningKey(new SecuritySettings("", null, true), this.data);
		Resource given = new FileSystemResource(this.data.resolve("keys/signing.pem"));
		SigningKey other = new SigningKey(new SecuritySettings("", given, true), this.elsewhere);
		assertThat(other.published()).isEqualTo(made.published());
		assertThat(this.elsewhere.resolve("keys")).doesNotExist();
	}

	@Test
	void saysWhatIsWrongWithTheGivenOne() {
		Resource nonsense = new ByteArrayResource("nothing".getBytes(US_ASCII));
		assertThatIllegalStateException()
			.isThrownBy(() -> new SigningKey(new SecuritySettings("", nonsense, true), this.data))
			.withMessageContaining("PKCS#8");
	}

}
