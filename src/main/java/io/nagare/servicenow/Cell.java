package io.nagare.servicenow;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

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

	/** Nothing. */
	public static final Cell EMPTY = new Cell("", "", null);

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

	/**
	 * What a program says of one: numbers, flags and texts as they are, of what it read
	 * as an object the value, or else what was shown; the other way round where it says
	 * what is shown.
	 */
	static @Nullable Object plain(@Nullable Object said, boolean asShown) {
		if (said instanceof Map<?, ?> cell) {
			return Stream
				.of(cell.get(asShown ? "display_value" : "value"), cell.get(asShown ? "value" : "display_value"))
				.filter(String.class::isInstance)
				.findFirst()
				.orElse(said);
		}
		return said;
	}

	/** Whether it says the text, in figures or in words. */
	boolean says(String text) {
		return this.value.equals(text) || this.display.equals(text);
	}

	/** What the reference itself says of the record that it leads to. */
	Cell ofReferred(String column) {
		if (this.table == null) {
			return EMPTY;
		}
		return switch (column) {
			case "sys_id" -> of(this.value);
			case "name", "number" -> of(this.display);
			default -> EMPTY;
		};
	}

	static Cell reference(String table, UUID id, String display) {
		return new Cell(SysId.of(id), display, table);
	}

}
