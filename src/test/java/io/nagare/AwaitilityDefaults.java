package io.nagare;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets Awaitility wait for a minute instead of ten seconds where a test says nothing
 * else: a busy machine is slow, and a condition that holds early costs nothing. JUnit
 * finds this extension by {@code META-INF/services}.
 */
public final class AwaitilityDefaults implements BeforeAllCallback {

	@Override
	public void beforeAll(ExtensionContext context) {
		Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
	}

}
