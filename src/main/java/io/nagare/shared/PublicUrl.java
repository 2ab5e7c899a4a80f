package io.nagare.shared;

import java.util.Optional;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * The address that people open Nagare at, for what is read elsewhere: as the operator
 * says it, since what a request names may be anything.
 */
@Component
public class PublicUrl {

	/** The demo and tests run on one machine; the audit answers no request. */
	private static final Profiles WHERE_NEEDED = Profiles.of("!demo & !test & !audit");

	private final String said;

	/**
	 * @throws IllegalStateException in production without the setting: tokens, mails and
	 * discovery documents would name an address that nobody can open
	 */
	PublicUrl(@Value("${nagare.public-url:}") String said, Environment environment) {
		this.said = StringUtils.trimTrailingCharacter(said.strip(), '/');
		if (this.said.isEmpty() && environment.acceptsProfiles(WHERE_NEEDED)) {
			throw new IllegalStateException("nagare.public-url (NAGARE_PUBLIC_URL) is not set: set it to the address "
					+ "that people open Nagare at, such as https://nagare.example.jp");
		}
	}

	/** The address of a path; empty where the operator says nothing. */
	public Optional<String> configured(String path) {
		return this.said.isEmpty() ? Optional.empty() : Optional.of(this.said + path);
	}

	/**
	 * The address of a path. Where the operator says nothing it is that of the current
	 * request, without which there is none.
	 */
	public String of(String path) {
		return (this.said.isEmpty() ? ServletUriComponentsBuilder.fromCurrentContextPath().toUriString() : this.said)
				+ path;
	}

}
