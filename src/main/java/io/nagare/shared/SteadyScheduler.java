package io.nagare.shared;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.TriggerContext;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Does by a cron expression what is due by the clock as it is now. Spring counts on from
 * the moment a run was planned for, and so would do nothing for an hour after a clock is
 * set back by one.
 */
class SteadyScheduler extends ThreadPoolTaskScheduler {

	private static final long serialVersionUID = 1L;

	/** A thread may wake that much early, and the same moment is not to come twice. */
	private static final Duration EARLY = Duration.ofSeconds(5);

	@Override
	public ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
		return super.schedule(task, (context) -> trigger.nextExecution(new Now(context)));
	}

	/** Runs that were planned for later than the clock says are of a clock set back. */
	private record Now(TriggerContext context) implements TriggerContext {

		@Override
		public Clock getClock() {
			return this.context.getClock();
		}

		@Override
		public @Nullable Instant lastScheduledExecution() {
			Instant planned = this.context.lastScheduledExecution();
			Instant ended = this.context.lastCompletion();
			return (planned != null && ended != null && ended.plus(EARLY).isBefore(planned)) ? ended : planned;
		}

		@Override
		public @Nullable Instant lastActualExecution() {
			return this.context.lastActualExecution();
		}

		@Override
		public @Nullable Instant lastCompletion() {
			return this.context.lastCompletion();
		}

	}

}
