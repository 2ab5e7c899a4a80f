package io.nagare.shared;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.nagare.NagareTest;

import static org.assertj.core.api.Assertions.assertThat;

/** What nobody sees counts for nothing, wherever texts are compared. */
@NagareTest
class CharacterFormsTests {

	/**
	 * Every character but halves of pairs and the one that no text of the database has.
	 */
	private static IntStream all() {
		return IntStream.rangeClosed(1, Character.MAX_CODE_POINT)
			.filter((one) -> one < Character.MIN_SURROGATE || one > Character.MAX_SURROGATE);
	}

	@Test
	void takesAwayTheSameInJavaAndInTheDatabase(@Autowired JdbcClient jdbc) {
		List<Integer> unseen = all().filter((one) -> CharacterForms.normal(Character.toString(one)).isEmpty())
			.boxed()
			.toList();
		assertThat(jdbc.sql("""
				SELECT one FROM generate_series(1, 1114111) one
				 WHERE one NOT BETWEEN 55296 AND 57343 AND folded(chr(one)) = '' ORDER BY one
				""").query(Integer.class).list()).isEqualTo(unseen);
	}

	@Test
	void takesAwayAllThatFormats() {
		assertThat(all().filter((one) -> Character.getType(one) == Character.FORMAT)
			.filter((one) -> !CharacterForms.normal(Character.toString(one)).isEmpty())
			.mapToObj(Integer::toHexString)).isEmpty();
	}

}
