package io.nagare.intake;

import java.time.Duration;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.nagare.shared.PublicAddresses;

/**
 * Which servers mailboxes may lie on, and how long a node stays with one.
 *
 * @param turn how long a mailbox is watched while others wait for a place
 * @param insideHosts servers of mails and of access tokens in the own network that may be
 * called all the same; to the latter without TLS, too
 */
@ConfigurationProperties("nagare.intake")
public record MailServerSettings(@DefaultValue("5m") Duration turn, @DefaultValue Set<String> insideHosts) {

	/** Which servers may be called. */
	public PublicAddresses addresses() {
		return new PublicAddresses(this.insideHosts);
	}

}
