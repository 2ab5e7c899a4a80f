package io.nagare.push;

import java.time.Duration;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How browsers are told.
 *
 * @param enabled whether they are at all
 * @param kinds the kinds of notices that they are told
 * @param contact whom push services write to where something is wrong, as an address that
 * begins with {@code mailto:} or {@code https:}
 * @param insideHosts hosts inside that may be called nevertheless, without TLS too: a
 * push service of one's own
 * @param goodFor after so long nobody is told any more
 */
@ConfigurationProperties("nagare.push")
record PushSettings(@DefaultValue("true") boolean enabled, @DefaultValue Set<String> kinds,
		@DefaultValue("mailto:nagare@localhost") String contact, @DefaultValue Set<String> insideHosts,
		@DefaultValue("1h") Duration goodFor) {
}
