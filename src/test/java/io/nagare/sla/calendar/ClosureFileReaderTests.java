package io.nagare.sla.calendar;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.TimeZone;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.nagare.shared.Refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class ClosureFileReaderTests {

	private static final TimeZone HERE = TimeZone.getDefault();

	@AfterEach
	void comeHome() {
		TimeZone.setDefault(HERE);
	}

	@Test
	void readsWholeDays() {
		assertThat(read("DTSTART;VALUE=DATE:20260813", "DTEND;VALUE=DATE:20260817", "SUMMARY:夏季休業"))
			.containsExactly("2026-08-13 2026-08-16 夏季休業");
		assertThat(read("DTSTART;VALUE=DATE:20261124")).containsExactly("2026-11-24 2026-11-24 null");
		assertThat(read("DTSTART;VALUE=DATE:20261124", "DTEND;VALUE=DATE:20261125"))
			.containsExactly("2026-11-24 2026-11-24 null");
		assertThat(read("DTSTART;VALUE=DATE:20261124", "DTEND;VALUE=DATE:20261124"))
			.containsExactly("2026-11-24 2026-11-24 null");
		assertThat(read("DTSTART;VALUE=DATE:20281230", "DURATION:P1W", "SUMMARY:a folded", "  name"))
			.containsExactly("2028-12-30 2029-01-05 a folded name");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTC", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati", "Pacific/Apia" })
	void recursOnTheSameDaysWhereverTheMachineStands(String zone) {
		TimeZone.setDefault(TimeZone.getTimeZone(zone));
		assertThat(read("DTSTART;VALUE=DATE:20260401", "DTEND;VALUE=DATE:20260403",
				"RRULE:FREQ=MONTHLY;BYMONTHDAY=1;UNTIL=20260701", "EXDATE;VALUE=DATE:20260601",
				"RDATE;VALUE=DATE:20260915"))
			.containsExactly("2026-04-01 2026-04-02 null", "2026-05-01 2026-05-02 null", "2026-07-01 2026-07-02 null",
					"2026-09-15 2026-09-16 null");
		assertThat(read("DTSTART;VALUE=DATE:20261001", "RRULE:FREQ=YEARLY;COUNT=3"))
			.containsExactly("2026-10-01 2026-10-01 null", "2027-10-01 2027-10-01 null", "2028-10-01 2028-10-01 null");
		assertThat(read("DTSTART;VALUE=DATE:20261113", "RRULE:FREQ=MONTHLY;BYDAY=2FR;COUNT=2"))
			.containsExactly("2026-11-13 2026-11-13 null", "2026-12-11 2026-12-11 null");
	}

	@Test
	void recursUntilTheEndOf2100() {
		List<String> days = read("DTSTART;VALUE=DATE:20260601", "RRULE:FREQ=YEARLY");
		assertThat(days).hasSize(75).endsWith("2100-06-01 2100-06-01 null");
		assertThat(read("DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY")).hasSize(19);
	}

	@Test
	void comesToAnEndWithARuleThatNeverMatches() {
		assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
			assertThat(read("DTSTART;VALUE=DATE:20260601", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"))
				.containsExactly("2026-06-01 2026-06-01 null");
			assertThat(read("DTSTART;VALUE=DATE:20260601", "RRULE:FREQ=YEARLY;INTERVAL=1000")).hasSize(1);
		});
	}

	@Test
	void mindsWhatWasMovedOrCancelled() {
		assertThat(closures("""
				BEGIN:VCALENDAR
				BEGIN:VEVENT
				UID:a
				DTSTART;VALUE=DATE:20260401
				RRULE:FREQ=MONTHLY;COUNT=3
				END:VEVENT
				BEGIN:VEVENT
				UID:a
				RECURRENCE-ID;VALUE=DATE:20260501
				DTSTART;VALUE=DATE:20260508
				END:VEVENT
				BEGIN:VEVENT
				UID:a
				RECURRENCE-ID;VALUE=DATE:20260601
				STATUS:CANCELLED
				DTSTART;VALUE=DATE:20260601
				END:VEVENT
				END:VCALENDAR
				""")).containsExactly("2026-04-01 2026-04-01 null", "2026-05-08 2026-05-08 null");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "DTSTART:20261124T090000Z|closure_whole_days [2]",
					"DTSTART;VALUE=DATE:20261124\\nDURATION:PT5H|closure_whole_days [2]",
					"SUMMARY:no start|closure_whole_days [2]",
					"DTSTART;VALUE=DATE:20261124\\nDTEND;VALUE=DATE:20261120|closure_ends_early [2]",
					"DTSTART;VALUE=DATE:20261345|closure_day [2]",
					"DTSTART;VALUE=DATE:20260101\\nRRULE:FREQ=DAILY;UNTIL=20260230|closure_day [2]",
					"DTSTART;VALUE=DATE:20261124\\nRRULE:FREQ=HOURLY|closure_rule [2]",
					"DTSTART;VALUE=DATE:20261124\\nRRULE:FREQ=DAILY;INTERVAL=2000000000|closure_rule [2]",
					"DTSTART;VALUE=DATE:20261124\\nRRULE:FREQ=DAILY|closure_count [2, 1000]" })
	void namesTheLineOfAnEventThatIsNoClosure(String event, String finding) {
		assertThat(findings(file(event.split("\\\\n")))).containsExactly(finding);
	}

	@Test
	void namesTheLinesThatAreBroken() {
		assertThat(findings(file("DTSTART;VALUE=DATE:tomorrow", "SUMMARY:x"))).first()
			.asString()
			.startsWith("closure_line [3, ");
		assertThat(findings(file("DTSTART;VALUE=DATE:20261124", "nothing"))).first()
			.asString()
			.startsWith("closure_line [4, ");
		assertThat(findings(file("DTSTART;VALUE=DATE:20261124", "RRULE:FREQ=SOMETIMES"))).first()
			.asString()
			.startsWith("closure_line [4, ");
		assertThat(findings("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261124\n"))
			.contains("closure_end [3]");
		assertThat(findings("")).containsExactly("closure_end [1]");
		assertThat(findings("<html></html>")).first().asString().startsWith("closure_end [1]");
		assertThat(findings("BEGIN:VCALENDAR\nEND:VCALENDAR\n")).containsExactly("no_closures []");
		assertThat(findings(file("DTSTART;VALUE=DATE:20261124", "SUMMARY:" + "x".repeat(201))))
			.containsExactly("closure_name [2, 200]");
	}

	@Test
	void namesTheLineThatIsNotUtf8() {
		byte[] file = file("SUMMARY:夏季").getBytes(Charset.forName("windows-31j"));
		assertThat(refusal(file).details()).extracting((detail) -> detail.code() + " " + detail.args())
			.containsExactly("closure_encoding [3]");
	}

	@Test
	void refusesWhatIsTooLarge() {
		assertThat(refusal(new byte[1024 * 1024 + 1]).kind()).isEqualTo(Refusal.Kind.TOO_LARGE);
		String events = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261124\nEND:VEVENT\n".repeat(1001);
		assertThat(findings("BEGIN:VCALENDAR\n" + events + "END:VCALENDAR\n"))
			.containsExactly("closure_count [3002, 1000]");
	}

	private static String file(String... event) {
		return "BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + String.join("\n", event) + "\nEND:VEVENT\nEND:VCALENDAR\n";
	}

	private static List<String> read(String... event) {
		return closures(file(event));
	}

	private static List<String> closures(String file) {
		return ClosureFileReader.read(file.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))
			.stream()
			.map((closure) -> closure.from() + " " + closure.to() + " " + closure.name())
			.toList();
	}

	private static List<String> findings(String file) {
		return refusal(file.getBytes(StandardCharsets.UTF_8)).details()
			.stream()
			.map((detail) -> detail.code() + " " + detail.args())
			.toList();
	}

	private static Refusal refusal(byte[] file) {
		return catchThrowableOfType(Refusal.class, () -> ClosureFileReader.read(file));
	}

}
