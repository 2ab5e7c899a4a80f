package io.nagare.signin.keys;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

/**
 * The keys that check access tokens: those that will sign, the one that signs, and those
 * that have signed tokens which are still good. They are whole pairs, of which only the
 * public half may leave this module.
 */
public interface SigningKeys extends JWKSource<SecurityContext> {

	/** The pair that signs now. */
	RSAKey signing();

}
