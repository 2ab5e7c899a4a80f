package io.nagare.intake.alert;

/**
 * What a message means, as the table says.
 *
 * @param state {@code firing}, {@code resolved} or {@code ignored}
 * @param severity in the words that the table of severities reads; empty for none
 * @param title one line for people
 * @param key what is told with the same key is told of the same thing
 */
public record AlertMeaning(String state, String severity, String title, String key) {

	public static final String IGNORED = "ignored";

	public boolean isFiring() {
		return this.state.equals(AlertGroup.FIRING);
	}

	public boolean isIgnored() {
		return this.state.equals(IGNORED);
	}

}
