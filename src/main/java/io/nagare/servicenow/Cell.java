package io.nagare.servicenow;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One value of a record.
 *
 * @param value as programs read it; empty for nothing
 * @param display as people read it
 * @param table the table that the value is a key of; null for a plain value
 */
public record Cell(String value, String display, @Nullable String table) {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

	static final Cell EMPTY = new Cell("", "", null);

	static Cell of(@Nullable String text) {
		return (text == null || text.isEmpty()) ? EMPTY : new Cell(text, text, null);
	}

	static Cell of(boolean flag) {
		return of(Boolean.toString(flag));
	}

	static Cell of(String value, String display) {
		return new Cell(value, display, null);
	}

	/** A moment: in UTC for programs, on the tenant's clock for people. */
	static Cell of(@Nullable Instant time, ZoneId zone) {
		return (time == null) ? EMPTY
				: new Cell(TIME.format(time.atZone(ZoneOffset.UTC)), TIME.format(time.atZone(zone)), null);
	}

	static Cell reference(String table, UUID id, String display) {
		return new Cell(SysId.of(id), display, table);
	}

}
