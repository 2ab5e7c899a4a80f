package io.nagare.shared;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CellsTests {

	@Test
	void cutsNoCharacterInTwo() {
		assertThat(Excerpt.of("ab🔥", 3)).isEqualTo("ab");
		assertThat(Excerpt.of("ab🔥", 4)).isEqualTo("ab🔥");
		assertThat(Cells.readable("x".repeat(31_999) + "🔥")).hasSize(31_999);
	}

	@Test
	void letsNoTextBeAFormula() {
		assertThat(Cells.harmless("=HYPERLINK(\"http://x\")")).startsWith("'=");
		assertThat(Cells.harmless("x=1")).isEqualTo("x=1");
	}

}
