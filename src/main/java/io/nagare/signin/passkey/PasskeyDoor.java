package io.nagare.signin.passkey;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.HttpMessageConverterAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.webauthn.authentication.PublicKeyCredentialRequestOptionsFilter;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthenticationFilter;
import org.springframework.stereotype.Component;

import io.nagare.directory.AcrossTenants;
import io.nagare.directory.Callers;
import io.nagare.signin.PathMatchers;
import io.nagare.signin.SignIns;

/**
 * Sign-in by a passkey, through Spring Security's own filters: the page asks for a
 * challenge, which its session keeps and which is good once, and sends what the device
 * answers.
 */
@Component
public class PasskeyDoor {

	public static final String ANSWER = "/login/passkey";

	public static final String CHALLENGE = "/login/passkey/options";

	private final PasskeyRelyingParty relyingParty;

	private final ProviderManager provider;

	PasskeyDoor(PasskeyRelyingParty relyingParty, AcrossTenants acrossTenants, Callers callers, SignIns signIns,
			ApplicationEventPublisher events) {
		this.relyingParty = relyingParty;
		this.provider = new ProviderManager(
				new PasskeyAuthenticationProvider(relyingParty, acrossTenants, callers, signIns, events));
	}

	/**
	 * Adds it to a chain.
	 * @param wanted where to lead who comes in
	 */
	public void addTo(HttpSecurity http, RequestCache wanted) {
		PublicKeyCredentialRequestOptionsFilter challenge = new PublicKeyCredentialRequestOptionsFilter(
				this.relyingParty);
		challenge.setRequestMatcher(PathMatchers.post(CHALLENGE));
		http.addFilterBefore(challenge, AuthorizationFilter.class);
		HttpMessageConverterAuthenticationSuccessHandler back = new HttpMessageConverterAuthenticationSuccessHandler();
		back.setRequestCache(wanted);
		WebAuthnAuthenticationFilter answer = new WebAuthnAuthenticationFilter();
		answer.setRequiresAuthenticationRequestMatcher(PathMatchers.post(ANSWER));
		answer.setAuthenticationManager(this.provider);
		answer.setAuthenticationSuccessHandler(back);
		answer.setSessionAuthenticationStrategy(new ChangeSessionIdAuthenticationStrategy());
		http.addFilterBefore(answer, BasicAuthenticationFilter.class);
	}

}
