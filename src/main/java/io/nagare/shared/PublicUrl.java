package io.nagare.shared;

import java.util.Optional;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * The address that people open Nagare at, for what is read elsewhere: as the operator
 * says it, since what a request names may be anything.
 */
@Component
public class PublicUrl {

	private final String said;

	PublicUrl(@Value("${nagare.public-url:}") String said) {
		this.said = StringUtils.trimTrailingCharacter(said, '/');
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
