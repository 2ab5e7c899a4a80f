package io.nagare.server;

import java.util.List;

import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/** Whose connections and requests are many people's. */
@Component
class TrustedProxies {

	private final List<IpAddressMatcher> ranges;

	TrustedProxies(BoundsProperties properties) {
		this.ranges = properties.trustedProxies().stream().map(IpAddressMatcher::new).toList();
	}

	boolean include(String address) {
		return this.ranges.stream().anyMatch((range) -> range.matches(address));
	}

}
