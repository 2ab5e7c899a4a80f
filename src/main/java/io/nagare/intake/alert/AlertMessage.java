package io.nagare.intake.alert;

import java.util.Map;

/**
 * What a device or a program says in a form of its own; the table says what it means.
 *
 * @param source the door: {@code mqtt}, {@code snmp}, or the name of a hook
 * @param origin where it comes from: an address, or what stands before the last part of a
 * topic; empty for a hook
 * @param name the topic, the trap or the hook
 * @param instance which part of the origin it is about; empty for all of it
 * @param values what it says, by name; a value within another stands under both names,
 * with a dot between
 * @param payload the same as it came: nested maps, lists, texts, numbers
 * @param standing whether its door keeps it and says it to whoever comes: it tells how
 * something is, and not that it happens again
 */
public record AlertMessage(String source, String origin, String name, String instance, Map<String, String> values,
		Map<String, ?> payload, boolean standing) {

	/** Without controls, which the table and the database cannot read. */
	public AlertMessage {
		values = Controls.without(values);
		payload = Controls.withoutDeeply(payload);
	}

	/** More values than that are left out. */
	public static final int MOST_VALUES = 50;

	/** A device says its values one beside the other. */
	public AlertMessage(String source, String origin, String name, String instance, Map<String, String> values) {
		this(source, origin, name, instance, values, values);
	}

	/** What happens now. */
	public AlertMessage(String source, String origin, String name, String instance, Map<String, String> values,
			Map<String, ?> payload) {
		this(source, origin, name, instance, values, payload, false);
	}

	/** Whether an operator set its source up, and no program chose its name. */
	boolean isOfDevice() {
		return !this.origin.isEmpty();
	}

	/** The same, kept by its door. */
	public AlertMessage asStanding() {
		return new AlertMessage(this.source, this.origin, this.name, this.instance, this.values, this.payload, true);
	}

}
