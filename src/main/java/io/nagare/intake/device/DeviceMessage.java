package io.nagare.intake.device;

import java.util.Map;

/**
 * What a device says.
 *
 * @param source {@code mqtt} or {@code snmp}
 * @param device where it comes from: an address, or what stands before the last part of a
 * topic
 * @param name the topic, or the trap
 * @param instance which part of the device it is about; empty for all of it
 * @param values what it says, by name
 */
record DeviceMessage(String source, String device, String name, String instance, Map<String, String> values) {

	/** More than that is left out. */
	static final int MOST_VALUES = 50;

}
