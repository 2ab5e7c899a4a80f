package io.nagare.integration.webhook;

import java.net.URI;
import java.net.UnknownHostException;
import java.util.UUID;

import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.shared.PublicAddresses;
import io.nagare.shared.Refusal;
import io.nagare.shared.WebAddress;

/** What a webhook may be: one of the world outside, about teams that there are. */
@Component
class WebhookPolicy {

	private final WebhookSettings settings;

	private final Directory directory;

	WebhookPolicy(WebhookSettings settings, Directory directory) {
		this.settings = settings;
		this.directory = directory;
	}

	/**
	 * Checks what was made or changed.
	 * @throws Refusal naming the field that is wrong
	 */
	void check(Webhook webhook) {
		checkAddress(webhook.url());
		for (UUID team : webhook.teamIds()) {
			if (this.directory.team(team).isEmpty()) {
				throw Refusal.invalid("team_ids", "unknown_team");
			}
		}
	}

	/** A name is looked at again with each call; an address that leads inside is none. */
	private void checkAddress(String url) {
		String host = WebAddress.of(url).map(URI::getHost).orElseThrow(() -> Refusal.invalid("url", "web_address"));
		try {
			if (new PublicAddresses(this.settings.insideHosts()).leadsInside(host)) {
				throw Refusal.invalid("url", "leads_inside");
			}
		}
		catch (UnknownHostException ex) {
			throw Refusal.invalid("url", "web_address");
		}
	}

}
