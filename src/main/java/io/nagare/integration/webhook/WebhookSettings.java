package io.nagare.integration.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How webhooks are called.
 *
 * @param insideHosts hosts of the own network that may be called all the same
 * @param timeout how long one may take to answer
 * @param pauses how long is waited after each failure; after the last, nothing more is
 * tried
 * @param threads so many are called at a time
 */
@ConfigurationProperties("nagare.webhooks")
record WebhookSettings(@DefaultValue Set<String> insideHosts, @DefaultValue("10s") Duration timeout, @DefaultValue( {
		"5s", "1m", "5m", "30m", "2h", "5h", "10h", "14h", "18h", "22h" }) List<Duration> pauses,
		@DefaultValue("48") int threads){
}
