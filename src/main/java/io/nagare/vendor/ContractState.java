package io.nagare.vendor;

import java.time.LocalDate;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a contract stands on a day. */
public enum ContractState {

	/** It has not begun. */
	COMING("begins_on > :today"),

	/** It holds, and nothing is to be decided soon. */
	CURRENT("begins_on <= :today AND (ends_on IS NULL OR ends_on > :near) "
			+ "AND (notice_on IS NULL OR notice_on < :today OR notice_on > :near)"),

	/** It holds, and its end or the last day to give notice is near. */
	ENDING("begins_on <= :today AND (ends_on BETWEEN :today AND :near "
			+ "OR notice_on BETWEEN :today AND :near AND (ends_on IS NULL OR ends_on >= :today))"),

	/** It holds no more. */
	ENDED("ends_on < :today");

	/** As long as it takes to look for another supplier. */
	private static final int NEAR_DAYS = 60;

	private final String condition;

	ContractState(String condition) {
		this.condition = condition;
	}

	/** The last day that is near. */
	static LocalDate near(LocalDate today) {
		return today.plusDays(NEAR_DAYS);
	}

	/** The same in SQL, of {@code :today} and {@code :near}. */
	String condition() {
		return this.condition;
	}

	/** The word in the API. */
	@Override
	@JsonValue
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
