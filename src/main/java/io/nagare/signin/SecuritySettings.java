package io.nagare.signin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * How tokens and cookies are made.
 *
 * @param issuer the address under which clients know Nagare, by default
 * {@code nagare.public-url}; all nodes name the same
 * @param secureCookies whether browsers send cookies through HTTPS only
 */
@ConfigurationProperties("nagare.security")
public record SecuritySettings(@DefaultValue("http://localhost:8080") String issuer,
		@DefaultValue("true") boolean secureCookies) {

	public SecuritySettings {
		issuer = StringUtils.trimTrailingCharacter(issuer, '/');
	}

}
