package io.nagare.ticket.journal;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

/** Stamps what happens now, in microseconds, as the database keeps them. */
@Component
public class Stamps {

	private final Clock clock;

	private final CurrentCaller callers;

	Stamps(Clock clock, CurrentCaller callers) {
		this.clock = clock;
		this.callers = callers;
	}

	/**
	 * Now, by the current caller; by nobody inside a job, and where the platform sets a
	 * process right: it is none of the tenant's people, and the audit log names it.
	 */
	public Stamp now() {
		TenantId tenant = Tenancy.require();
		return new Stamp(tenant,
				this.callers.find().filter((caller) -> tenant.equals(caller.tenant())).map(Caller::userId).orElse(null),
				this.clock.instant().truncatedTo(ChronoUnit.MICROS));
	}

}
