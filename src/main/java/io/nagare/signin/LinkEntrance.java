package io.nagare.signin;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import org.springframework.stereotype.Component;

import io.nagare.directory.Callers;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.signin.factor.SecondFactors;

/**
 * Lets in who comes by a link that only he was sent. It stands for his password, never
 * for a second factor: who has one, or owes one, signs in.
 */
@Component
public class LinkEntrance {

	private final Callers callers;

	private final CallerLimits limits;

	private final SecondFactors secondFactors;

	LinkEntrance(Callers callers, CallerLimits limits, SecondFactors secondFactors) {
		this.callers = callers;
		this.limits = limits;
		this.secondFactors = secondFactors;
	}

	/**
	 * Does the work as that person of the bound tenant; empty where he may not come in
	 * here and now, or has to sign in.
	 * @param address where he comes from
	 */
	public <T> Optional<T> as(UUID user, String address, Supplier<T> work) {
		TenantId tenant = Tenancy.require();
		return this.callers.byId(user)
			.filter((caller) -> tenant.equals(caller.tenant()))
			.filter((caller) -> this.limits.admits(caller, address) && !this.secondFactors.isAskedOf(user))
			.map((caller) -> SignedIn.by(caller, null).during(caller, tenant, work));
	}

}
