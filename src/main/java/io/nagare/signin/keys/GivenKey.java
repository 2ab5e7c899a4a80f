package io.nagare.signin.keys;

import java.util.List;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.proc.SecurityContext;
import org.jspecify.annotations.Nullable;

/** The one key that the operator has chosen, and replaces himself. */
final class GivenKey implements SigningKeys {

	private final RSAKey key;

	GivenKey(RSAKey key) {
		this.key = key;
	}

	@Override
	public RSAKey signing() {
		return this.key;
	}

	@Override
	public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
		return selector.select(new JWKSet(this.key));
	}

}
