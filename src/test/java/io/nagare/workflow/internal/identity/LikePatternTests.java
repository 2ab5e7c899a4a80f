package io.nagare.workflow.internal.identity;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class LikePatternTests {

	@ParameterizedTest
	@CsvSource({ "%,'',true", "'','',true", "'',a,false", "a,A,true", "_,'',false", "_,a,true", "__,a,false",
			"%a,banana,true", "%n%n_,banana,true", "%n%n__,banana,false", "b%,banana,true", "ban,banana,false",
			"%@x.jp,agent1@x.jp,true", "%.%,nothing,false", "a.c,abc,false", "%鈴木%,'鈴木 一郎',true" })
	void fitsAsInTheDatabase(String pattern, String value, boolean fits) {
		assertThat(LikePattern.matches(pattern, value)).isEqualTo(fits);
	}

	@Test
	void isNoWayToKeepAThreadBusy() {
		assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThat(LikePattern.matches("%_".repeat(400) + "!",
				"somebody.with.a.long.name@some.company.example".repeat(40)))
			.isFalse());
	}

}
