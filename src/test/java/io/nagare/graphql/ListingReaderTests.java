package io.nagare.graphql;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.nagare.shared.Paged;

import static org.assertj.core.api.Assertions.assertThat;

/** Where a list goes on. */
class ListingReaderTests {

	@Test
	void goesOnAsLongAsPagesAreFullWhereNobodyCountsFurther() {
		assertThat(ListingReader.next(new Paged<>(List.of(1, 2), 5_000, 2, Paged.COUNT_LIMIT, true, null)))
			.isEqualTo("page-5001");
		assertThat(ListingReader.next(new Paged<>(List.of(1), 5_000, 2, Paged.COUNT_LIMIT, true, null))).isNull();
		assertThat(ListingReader.next(new Paged<>(List.of(1, 2), 5, 2, 10, false, null))).isNull();
		assertThat(ListingReader.next(new Paged<>(List.of(1, 2), 4, 2, 10, false, null))).isEqualTo("page-5");
	}

}
