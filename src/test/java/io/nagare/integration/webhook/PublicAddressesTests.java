package io.nagare.integration.webhook;

import java.net.InetAddress;
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

}
