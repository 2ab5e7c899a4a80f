package io.nagare.directory;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordHasherTests {

	@Test
	void hashesAsStronglyAsItSays() {
		PasswordHasher hasher = new PasswordHasher();
		String hash = hasher.hash("long enough for anybody");
		assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
		assertThat(hasher.matches("long enough for anybody", hash)).isTrue();
		assertThat(hasher.matches("long enough for anybody.", hash)).isFalse();
	}

	@Test
	void knowsNobodyByAnyPassword() {
		PasswordHasher hasher = new PasswordHasher();
		assertThat(hasher.matches(PasswordHasher.NONE, PasswordHasher.NONE)).isFalse();
		assertThat(hasher.matchesNobody("")).isFalse();
	}

}
