package io.nagare.signin.token;

import java.util.ArrayList;
import java.util.List;

import io.github.bucket4j.TimeMeter;
import org.junit.jupiter.api.Test;

import io.nagare.signin.limit.RequestLimit;

import static org.assertj.core.api.Assertions.assertThat;

class RefusedTokenAuditorTests {

	private final List<Object> told = new ArrayList<>();

	private final RefusedTokenAuditor tokens = new RefusedTokenAuditor(new RequestLimit(10, TimeMeter.SYSTEM_NANOTIME),
			this.told::add);

	@Test
	void tellsOfAFewFromOneAddressAndOfOthersAllTheSame() {
		for (int i = 0; i < 1_000; i++) {
			this.tokens.refused("forged", "192.0.2.1");
		}
		assertThat(this.told).hasSizeBetween(10, 12);
		this.tokens.refused("forged", "192.0.2.2");
		assertThat(this.told).hasSizeBetween(11, 13);
	}

}
