package io.nagare.operations;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IntegrityCommandTests {

	@Test
	void saysEachSettingOnceAndItsOwnAboveAll() {
		assertThat(IntegrityCommand.settings("audit", "--server.port=8080", "--nagare.data-dir=x"))
			.contains("--nagare.data-dir=x", "--server.port=-1")
			.doesNotContain("audit", "--server.port=8080");
	}

}
