package io.nagare.intake.alert;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What monitoring says of one thing.
 *
 * @param fingerprint by which it says so again
 * @param firing whether it is wrong; otherwise it is well again
 * @param title one line
 * @param description more of it; empty for nothing
 * @param severity in the words of the monitoring; empty for none
 * @param labels what it knows of it
 * @param url where people look; null for nowhere
 */
public record AlertSignal(String fingerprint, boolean firing, String title, String description, String severity,
		Map<String, String> labels, @Nullable String url) {

	/** Without controls, which no text of a ticket keeps. */
	public AlertSignal {
		title = Controls.without(title);
		description = Controls.without(description);
		severity = Controls.without(severity);
		labels = Controls.without(labels);
	}

}
