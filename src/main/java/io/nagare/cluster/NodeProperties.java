package io.nagare.cluster;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How nodes know of each other.
 *
 * @param enabled whether this one says that it lives; a command that only looks does not
 * @param lostAfter how long one may be silent before what it held is given to others
 */
@ConfigurationProperties("nagare.nodes")
record NodeProperties(@DefaultValue("true") boolean enabled, @DefaultValue("10s") Duration lostAfter) {
}
