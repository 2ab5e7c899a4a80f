package io.nagare.signin;

import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** How many sign-ins succeed, fail, or show what opens nothing; never whose. */
@Component
class SignInMetrics {

	private static final Map<String, String> OUTCOMES = Map.of("auth.sign_in", "succeeded", "auth.sign_in_failed",
			"failed", "auth.token_refused", "token_refused", "auth.refresh_token_reused", "token_stolen");

	private final MeterRegistry meters;

	SignInMetrics(MeterRegistry meters) {
		this.meters = meters;
		OUTCOMES.values().forEach((outcome) -> meters.counter("nagare.signins", "outcome", outcome));
	}

	@EventListener
	void on(SignInAuditEvent deed) {
		String outcome = OUTCOMES.get(deed.action());
		if (outcome != null) {
			this.meters.counter("nagare.signins", "outcome", outcome).increment();
		}
	}

}
