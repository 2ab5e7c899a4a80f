package io.nagare.signin.factor;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TotpTests {

	private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

	/** The vectors of RFC 6238, appendix B, of which six of the eight digits are used. */
	@ParameterizedTest
	@CsvSource({ "59, 94287082", "1111111109, 07081804", "1111111111, 14050471", "1234567890, 89005924",
			"2000000000, 69279037", "20000000000, 65353130" })
	void showsTheCodesOfTheStandard(long second, String code) {
		assertThat(Totp.code(SECRET, Instant.ofEpochSecond(second))).isEqualTo(code.substring(2));
	}

	@Test
	void takesTheCodesAroundNowAndNoOthers() {
		Instant now = Instant.ofEpochSecond(1111111111);
		for (long step = -3; step <= 3; step++) {
			String code = Totp.code(SECRET, now.plusSeconds(30 * step));
			assertThat(Totp.step(SECRET, code, now, 0).isPresent()).as("step " + step).isEqualTo(Math.abs(step) <= 1);
		}
		assertThat(Totp.step(SECRET, "05047", now, 0)).isEmpty();
		assertThat(Totp.step(SECRET, "", now, 0)).isEmpty();
	}

	@Test
	void takesNoCodeAgainNorAnOlderOne() {
		Instant now = Instant.ofEpochSecond(1111111111);
		long step = Totp.step(SECRET, Totp.code(SECRET, now), now, 0).orElseThrow();
		assertThat(Totp.step(SECRET, Totp.code(SECRET, now), now, step)).isEmpty();
		assertThat(Totp.step(SECRET, Totp.code(SECRET, now.minusSeconds(30)), now, step)).isEmpty();
		assertThat(Totp.step(SECRET, Totp.code(SECRET, now.plusSeconds(30)), now, step)).hasValue(step + 1);
	}

}
