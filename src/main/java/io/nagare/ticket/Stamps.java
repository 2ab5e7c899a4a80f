package io.nagare.ticket;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

import org.springframework.stereotype.Component;

import io.nagare.identity.Caller;
import io.nagare.identity.CurrentCaller;
import io.nagare.shared.Tenancy;

/** Stamps what happens now, in microseconds, as the database keeps them. */
@Component
public class Stamps {

	private final Clock clock;

	private final CurrentCaller callers;

	Stamps(Clock clock, CurrentCaller callers) {
		this.clock = clock;
		this.callers = callers;
	}

	/** Now, by the current caller; by nobody inside a job. */
	public Stamp now() {
		return new Stamp(Tenancy.require(), this.callers.find().map(Caller::userId).orElse(null),
				this.clock.instant().truncatedTo(ChronoUnit.MICROS));
	}

}
