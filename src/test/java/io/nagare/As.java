package io.nagare;

import java.util.function.Supplier;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.directory.DemoPeople;
import io.nagare.shared.Tenancy;

/** Does things as one of the demo's people, as a request would. */
@Component
public class As implements SmartInitializingSingleton {

	private final Callers callers;

	private final DemoPeople people;

	As(Callers callers, DemoPeople people) {
		this.callers = callers;
		this.people = people;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.people.seed();
	}

	public Caller caller(String username) {
		return this.callers.byUsername(username).orElseThrow();
	}

	public <T> T user(String username, Supplier<T> work) {
		Caller caller = caller(username);
		SecurityContextHolder.getContext()
			.setAuthentication(
					UsernamePasswordAuthenticationToken.authenticated(caller, null, AuthorityUtils.NO_AUTHORITIES));
		try {
			return (caller.tenant() != null) ? Tenancy.as(caller.tenant(), work) : Tenancy.asPlatform(work);
		}
		finally {
			SecurityContextHolder.clearContext();
		}
	}

	public void user(String username, Runnable work) {
		user(username, () -> {
			work.run();
			return true;
		});
	}

}
