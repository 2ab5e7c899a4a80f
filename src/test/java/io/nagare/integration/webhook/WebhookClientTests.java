package io.nagare.integration.webhook;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WebhookClientTests {

	private static String date(Instant at) {
		return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC)).replace("Z", "GMT");
	}

	/** RFC 9110, 10.2.3: seconds or a date. */
	@Test
	void waitsAsLongAsItIsAskedTo() {
		assertThat(WebhookClient.seconds("120")).isEqualTo(120);
		assertThat(WebhookClient.seconds(date(Instant.now().plusSeconds(600)))).isBetween(590L, 600L);
		assertThat(WebhookClient.seconds(date(Instant.now().minusSeconds(600)))).isZero();
		assertThat(WebhookClient.seconds(date(Instant.now().plusSeconds(864_000)))).isEqualTo(86_400);
		assertThat(WebhookClient.seconds("soon")).isNull();
	}

}
