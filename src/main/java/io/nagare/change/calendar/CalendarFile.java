package io.nagare.change.calendar;

import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.UUID;

import biweekly.Biweekly;
import biweekly.ICalDataType;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.parameter.ICalParameters;
import biweekly.property.Status;
import biweekly.util.Duration;

import io.nagare.change.Change;
import io.nagare.cmdb.MaintenanceTime;
import io.nagare.shared.Phase;
import io.nagare.shared.Texts;

/**
 * A change calendar as calendar programs read it (iCalendar, RFC 5545). Times are moments
 * in UTC, so that no program needs our rules for summer time; each event keeps its UID,
 * and a higher SEQUENCE stands for a later version.
 */
public final class CalendarFile {

	/** What it is called in HTTP. */
	public static final String TYPE = "text/calendar";

	/** How many octets a line has at most. */
	private static final int LINE = 75;

	private static final String NAME = Texts.both("change.calendar");

	private final ICalendar file = new ICalendar();

	private CalendarFile() {
		this.file.setVersion(ICalVersion.V2_0);
		this.file.setProductId("-//Nagare//Change calendar//EN");
		this.file.setMethod("PUBLISH");
		this.file.setName(NAME);
		this.file.setExperimentalProperty("X-WR-CALNAME", NAME);
		Duration hour = Duration.builder().hours(1).build();
		// RFC 7986, 5.7 demands to name the type, which the library leaves out
		this.file.setRefreshInterval(hour).setParameter(ICalParameters.VALUE, ICalDataType.DURATION.getName());
		this.file.setExperimentalProperty("X-PUBLISHED-TTL", hour.toString());
	}

	/** The text of the file. */
	public static String of(ChangeCalendar.View view) {
		CalendarFile writer = new CalendarFile();
		view.changes().forEach(writer::change);
		view.freezes().forEach(writer::freeze);
		view.maintenanceWindows().forEach(writer::maintenance);
		return folded(Biweekly.write(writer.file).foldLines(false).go());
	}

	/**
	 * Folds lines where RFC 5545, 3.1 says; the library counts characters, not octets.
	 */
	private static String folded(String lines) {
		StringBuilder folded = new StringBuilder(lines.length() + lines.length() / LINE);
		int octets = 0;
		for (int at = 0; at < lines.length(); at = lines.offsetByCodePoints(at, 1)) {
			int character = lines.codePointAt(at);
			if (octets + octets(character) > LINE && character != '\r' && character != '\n') {
				folded.append("\r\n ");
				octets = 1;
			}
			folded.appendCodePoint(character);
			octets = (character != '\n') ? octets + octets(character) : 0;
		}
		return folded.toString();
	}

	/** How long a character is in UTF-8. */
	private static int octets(int character) {
		if (character < 0x80) {
			return 1;
		}
		return (character < 0x800) ? 2 : Character.charCount(character) + 2;
	}

	private void change(ChangeCalendar.Entry change) {
		VEvent event = event("change", change.id(), change.plannedStart(), change.plannedEnd());
		event.setSummary(
				change.busy() ? Texts.both("change.calendar.busy") : change.changeNumber() + " " + change.title());
		version(event, change.version(), change.createdAt(), change.updatedAt());
		event.setStatus(status(change));
		if (!change.busy()) {
			event.setDescription("%s, %s%s".formatted(change.type(), change.status(),
					(change.risk() != null) ? ", " + Texts.both("change.calendar.risk") + ": " + change.risk() : ""));
		}
		this.file.addEvent(event);
	}

	/** What is not yet authorised may still not come. */
	private static Status status(ChangeCalendar.Entry change) {
		if (Phase.of(change.phase()) == Phase.CANCELLED) {
			return Status.cancelled();
		}
		return change.authorised() ? Status.confirmed() : Status.tentative();
	}

	private void freeze(ChangeCalendar.FreezeTime freeze) {
		VEvent event = event("freeze", freeze.id(), freeze.start(), freeze.end());
		if (freeze.recurring()) {
			event.setUid(uid("freeze", freeze.id(), freeze.start()));
		}
		event.setSummary((freeze.hard() ? Texts.both("change.calendar.freeze") + ": "
				: Texts.both("change.calendar.soft_freeze") + ": ") + freeze.name());
		if (freeze.reason() != null) {
			event.setDescription(freeze.reason());
		}
		version(event, freeze.version(), freeze.createdAt(), freeze.updatedAt());
		event.setStatus(Status.confirmed());
		event.setTransparency(true);
		this.file.addEvent(event);
	}

	private void maintenance(MaintenanceTime time) {
		VEvent event = event("maintenance", time.ciId(), time.start(), time.end());
		event.setUid(uid("maintenance", time.ciId(), time.start()));
		event.setSummary(Texts.both("change.calendar.maintenance") + ": " + time.ciName());
		event.setDateTimeStamp(Date.from(time.start()));
		event.setTransparency(true);
		this.file.addEvent(event);
	}

	private static VEvent event(String kind, UUID id, Instant start, Instant end) {
		VEvent event = new VEvent();
		event.setUid("%s-%s@nagare".formatted(kind, id));
		event.setDateStart(Date.from(start));
		event.setDateEnd(Date.from(end));
		event.addCategories(kind.toUpperCase(Locale.ROOT));
		return event;
	}

	private static String uid(String kind, UUID id, Instant start) {
		return "%s-%s-%d@nagare".formatted(kind, id, start.getEpochSecond());
	}

	private static void version(VEvent event, long version, Instant created, Instant updated) {
		event.setSequence(Math.toIntExact(version));
		event.setCreated(Date.from(created));
		event.setLastModified(Date.from(updated));
		event.setDateTimeStamp(Date.from(updated));
	}

}
