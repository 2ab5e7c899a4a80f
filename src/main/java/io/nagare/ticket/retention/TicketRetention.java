package io.nagare.ticket.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.nagare.directory.Tenants;

/** Removes each night, on one node, the tickets whose time is over. */
@Component
public class TicketRetention {

	/** Then the night is over; the next one goes on. */
	private static final Duration LONGEST = Duration.ofHours(2);

	private final TicketRemoval removal;

	private final Tenants tenants;

	private final Clock clock;

	TicketRetention(TicketRemoval removal, Tenants tenants, Clock clock) {
		this.removal = removal;
		this.tenants = tenants;
		this.clock = clock;
	}

	/**
	 * In every tenant that has rules. What fails for one is tried again the next night.
	 */
	@Scheduled(cron = "${nagare.schedule.remove-tickets}")
	@SchedulerLock(name = "remove-tickets", lockAtMostFor = "PT3H")
	public void run() {
		Instant until = this.clock.instant().plus(LONGEST);
		this.tenants.oneEachInTurn("Removing tickets whose time is over", this.removal::tenants, this.removal::some,
				() -> this.clock.instant().isBefore(until));
	}

}
