package io.nagare.shared;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class PublicUrlTests {

	@Test
	void refusesToStartInProductionWithoutAnAddress() {
		assertThatIllegalStateException().isThrownBy(() -> new PublicUrl(" ", new MockEnvironment()))
			.withMessageContaining("nagare.public-url");
		MockEnvironment demo = new MockEnvironment();
		demo.setActiveProfiles("demo");
		assertThat(new PublicUrl("", demo).configured("/x")).isEmpty();
	}

	@Test
	void joinsAddressAndPathWithOneSlash() {
		assertThat(new PublicUrl("https://nagare.example/", new MockEnvironment()).of("/x"))
			.isEqualTo("https://nagare.example/x");
	}

}
