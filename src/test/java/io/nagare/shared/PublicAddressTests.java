package io.nagare.shared;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PublicAddressTests {

	@ParameterizedTest
	@ValueSource(strings = { "0.0.0.0", "10.1.2.3", "127.0.0.1", "127.9.9.9", "100.64.0.1", "100.127.255.255",
			"169.254.169.254", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1",
			"198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1",
			"fe80::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1", "64:ff9b::a00:1", "2002:a00:1::",
			"::ffff:10.0.0.1", "::10.0.0.1", "192.168.1.1", "fd12::1", "2002:a00:1::1", "2001::1" })
	void leadInside(String address) throws UnknownHostException {
		assertThat(PublicAddress.isPublic(InetAddress.getByName(address))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1",
			"192.1.1.1", "203.0.112.1", "223.255.255.255", "2606:4700::1111", "2001:4860:4860::8888",
			"64:ff9b::808:808", "2607:f8b0::1" })
	void leadOutside(String address) throws UnknownHostException {
		assertThat(PublicAddress.isPublic(InetAddress.getByName(address))).isTrue();
	}

}
