package io.nagare.privacy;

import java.time.Duration;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things are kept.
 *
 * @param keep by the name of the store; the others as they are registered
 */
@ConfigurationProperties("nagare.privacy")
record PrivacySettings(@DefaultValue Map<String, Duration> keep) {
}
