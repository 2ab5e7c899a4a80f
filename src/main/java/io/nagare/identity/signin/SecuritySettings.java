package io.nagare.identity.signin;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * How tokens and cookies are made.
 *
 * @param issuer the address under which clients know Nagare; all nodes name the same
 * @param signingKey where the RSA key that signs access tokens lies, as a PKCS#8 PEM; all
 * nodes share one. Without it, a key is made in the data directory
 * @param secureCookies whether browsers send cookies through HTTPS only
 */
@ConfigurationProperties("nagare.security")
public record SecuritySettings(@DefaultValue("http://localhost:8080") String issuer, @Nullable Resource signingKey,
		@DefaultValue("true") boolean secureCookies) {
}
