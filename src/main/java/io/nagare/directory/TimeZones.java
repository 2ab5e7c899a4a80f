package io.nagare.directory;

import java.time.ZoneId;

import io.nagare.shared.Refusal;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The clocks on which people read times. */
@Component
public class TimeZones {

	/** Old names that browsers do not know. */
	private static final String UNKNOWN_TO_OTHERS = "SystemV/";

	private final ZoneId ofNewTenants;

	TimeZones(@Value("${nagare.time-zone}") ZoneId ofNewTenants) {
		this.ofNewTenants = ofNewTenants;
	}

	/** That of a tenant which chose none, and of whoever belongs to none. */
	public ZoneId ofNewTenants() {
		return this.ofNewTenants;
	}

	/**
	 * The zone of that IANA name.
	 * @throws Refusal VALIDATION_FAILED for any other text, offsets included: they do not
	 * know summer time
	 */
	public static ZoneId of(String field, String name) {
		if (!ZoneId.getAvailableZoneIds().contains(name) || name.startsWith(UNKNOWN_TO_OTHERS)) {
			throw Refusal.invalid(field, "unknown_zone");
		}
		return ZoneId.of(name);
	}

}
