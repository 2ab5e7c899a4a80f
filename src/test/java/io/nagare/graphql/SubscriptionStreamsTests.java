package io.nagare.graphql;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.MediaType;

import io.nagare.shared.EventStreams;

import static org.assertj.core.api.Assertions.assertThat;

class SubscriptionStreamsTests {

	/** Urql's two; the one of graphql-sse; a browser's; whoever names both. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			application/graphql-response+json, application/json, text/event-stream, multipart/mixed | false
			text/event-stream, multipart/mixed                                                      | true
			text/event-stream                                                                       | true
			*/*                                                                                     | false
			text/event-stream, application/json                                                     | true
			text/event-stream;q=0.5, application/json                                               | false
			""")
	void isWantedByWhoWouldRatherHaveItThanJson(String accepted, boolean wanted) {
		assertThat(EventStreams.areWanted(MediaType.parseMediaTypes(accepted))).isEqualTo(wanted);
	}

}
