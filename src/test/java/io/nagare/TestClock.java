package io.nagare;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** The time of the tests: the machine's, until a test moves it. */
@Component
@Primary
public class TestClock extends Clock {

	private volatile Duration ahead = Duration.ZERO;

	/** It is that moment now, and time goes on from there. */
	public void set(Instant now) {
		this.ahead = Duration.between(Instant.now(), now);
	}

	/** It is the machine's time again. */
	public void reset() {
		this.ahead = Duration.ZERO;
	}

	@Override
	public Instant instant() {
		return Instant.now().plus(this.ahead);
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return Clock.offset(Clock.system(zone), this.ahead);
	}

}
