package io.nagare.shared;

import java.net.UnknownHostException;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Which addresses may be called that others have named. */
class PublicAddressesTests {

	@Test
	void areLookedAtWithEachCall() throws UnknownHostException {
		assertThatExceptionOfType(UnknownHostException.class)
			.isThrownBy(() -> new PublicAddresses(Set.of()).resolve("localhost"));
		assertThat(new PublicAddresses(Set.of("localhost")).resolve("localhost")).isNotEmpty();
	}

	@Test
	void areToldByWhatIsWrittenWithoutAskingAnybody() throws UnknownHostException {
		PublicAddresses addresses = new PublicAddresses(Set.of("10.0.0.7"));
		for (String host : new String[] { "localhost", "LOCALHOST", "127.0.0.1", "10.0.0.8", "[::1]", "::1", "fe80::1",
				"169.254.169.254", "2130706433" }) {
			assertThat(addresses.leadsInside(host)).as(host).isTrue();
		}
		for (String host : new String[] { "10.0.0.7", "8.8.8.8", "mail.nagare.example" }) {
			assertThat(addresses.leadsInside(host)).as(host).isFalse();
		}
	}

}
