package io.nagare.shared;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.springframework.scheduling.support.CronTrigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SteadySchedulerTests {

	@Test
	void goesOnWhereTheClockIsSetBack() {
		SetBack clock = new SetBack();
		AtomicInteger runs = new AtomicInteger();
		SteadyScheduler scheduler = new SteadyScheduler();
		scheduler.setClock(clock);
		scheduler.initialize();
		try {
			ScheduledFuture<?> scheduled = scheduler.schedule(runs::incrementAndGet,
					new CronTrigger("* * * * * *", ZoneOffset.UTC));
			assertThat(scheduled.isDone()).isFalse();
			await().until(() -> runs.get() >= 2);
			clock.by = Duration.ofHours(1);
			int before = runs.get();
			await().atMost(Duration.ofSeconds(10)).until(() -> runs.get() >= before + 3);
			assertThat(runs.get()).isLessThan(before + 20);
		}
		finally {
			scheduler.shutdown();
		}
	}

	private static final class SetBack extends Clock {

		private volatile Duration by = Duration.ZERO;

		@Override
		public Instant instant() {
			return Instant.now().minus(this.by);
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
