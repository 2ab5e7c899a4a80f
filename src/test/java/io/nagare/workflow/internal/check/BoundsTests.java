package io.nagare.workflow.internal.check;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.nagare.workflow.internal.model.Form;
import io.nagare.workflow.internal.model.HideExpression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * One file of an owner ends nothing and keeps nobody waiting, whatever it holds. Times
 * are generous: without its bound, each of these takes minutes or all memory.
 */
class BoundsTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	private static void soon(Runnable check) {
		assertTimeoutPreemptively(SOON, check::run);
	}

	private static byte[] form(String components) {
		return ("{\"id\": \"f\", \"components\": [" + components + "]}").getBytes(StandardCharsets.UTF_8);
	}

	private static String groups(int deep, String hide) {
		return ("{\"type\": \"group\", \"key\": \"k\", \"conditional\": {\"hide\": \"=" + hide
				+ "\"}, \"components\": [")
			.repeat(deep) + "]}".repeat(deep);
	}

	private static Form.Limit exceeded(String components) {
		return assertThatExceptionOfType(Form.TooLarge.class).isThrownBy(() -> Form.parse(form(components)))
			.actual()
			.limit();
	}

	@Test
	void readsNoFormWhoseConditionsGrowWithItsGroups() {
		soon(() -> {
			assertThat(exceeded(groups(499, "k"))).isEqualTo(Form.Limit.GROUPS);
			assertThat(exceeded(groups(9, "k or ".repeat(60) + "k"))).isEqualTo(Form.Limit.CONDITION);
			assertThat(exceeded(String.join(",", Collections.nCopies(501, "{\"type\": \"text\"}"))))
				.isEqualTo(Form.Limit.COMPONENTS);
			assertThat(Form.parse(form(groups(10, "k")))).isNotNull();
		});
	}

	/** Whoever says so while a ticket runs. */
	@ParameterizedTest
	@CsvSource({ "R/PT0.001S,false", "R/PT59S,false", "R/1970-01-01T00:00:00/PT1M,false", "R/P1D,true",
			"R3/2040-01-01T00:00:00/P1D,true", "0 0 9 * * ?,true", "0/1 * * * * ?,false", "* * * * * ?,false",
			"P1D,false", "x,false" })
	void boundsHowOftenATimerRings(String cycle, boolean bounded) {
		soon(() -> assertThat(TimerBounds.isBounded(cycle, false)).isEqualTo(bounded));
	}

	@Test
	void letsATimerRingOnThatBeganLongAgo() {
		String longAgo = "R/" + java.time.Instant.now().minus(Duration.ofDays(30)) + "/PT1M";
		assertThat(TimerBounds.isBounded(longAgo, false)).isFalse();
		assertThat(TimerBounds.isBounded(longAgo, true)).isTrue();
		assertThat(TimerBounds.isBounded("R/1970-01-01T00:00:00/PT1M", true)).isFalse();
	}

	@Test
	void readsManyBlanksOnce() {
		soon(() -> assertThat(HideExpression.read("a" + " ".repeat(200_000) + "b", java.util.Set.of()).whole())
			.isFalse());
		assertThat(HideExpression.read("a  or\tb = \"x\"", java.util.Set.of("a", "b")).askedWhen()).hasSize(2);
		assertThat(HideExpression.read("b != \"x\"  and b !=  \"y\"", java.util.Set.of("b")).whole()).isTrue();
	}

	@Test
	void looksForVerbsInALongTextOnce() {
		soon(() -> assertThat(Drawing.drawing()
			.flow("s", "u")
			.task("u", "", "<documentation>${" + "a".repeat(300_000) + "</documentation>" + Drawing.status("work"))
			.flow("u", "e")
			.findings()).contains("expression_too_long@u"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "if (", "(", "[", "x in (" })
	void parsesNoCellWhoseBracketsAreOpen(String part) {
		String open = part.repeat(7) + "a";
		String wrong = part.repeat(8) + "a b" + (part.equals("[") ? "]" : ")").repeat(8);
		soon(() -> {
			assertThat(Drawing.ofTable(Drawing.table(Collections.nCopies(300, open)))).contains("unreadable_cell@t");
			List<String> many = IntStream.range(0, 300).mapToObj((i) -> wrong + i).toList();
			assertThat(Drawing.ofTable(Drawing.table(many))).isNotEmpty();
			assertThat(Drawing.ofTable(Drawing.table(List.of(part.repeat(20) + "a")))).contains("feel_too_deep@i1");
		});
	}

	@Test
	void readsBracketsThatStandInWords() {
		assertThat(FeelBounds.isBalanced("\"a (\" + \"\\\"]\"")).isTrue();
		assertThat(FeelBounds.isBalanced("]1..5[")).isTrue();
		assertThat(FeelBounds.isBalanced("(a")).isFalse();
	}

	@Test
	void comparesTheRowsOfATableOfNumbersOnlyWhereThatIsSoonDone() {
		String numbers = IntStream.range(0, 400)
			.mapToObj((i) -> String.valueOf(3 * i))
			.collect(Collectors.joining(","));
		List<String> rows = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			rows.add(numbers + "," + (2_000 + 3 * i));
		}
		soon(() -> assertThat(Drawing.ofTable(Drawing.table(rows))).isEmpty());
		assertThat(Drawing.ofTable(Drawing.table(List.of("[1..5]", "[5..9]")))).contains("rows_overlap@t");
	}

	@Test
	void saysOfADecisionThatItHasNoId() {
		assertThat(Drawing.ofTable(Drawing.table(List.of("-")).replace("decision id='t'", "decision")))
			.containsExactly("decision_without_id@a.dmn");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			timeCycle    | 0 0 0 31 2 ?
			timeCycle    | R/0001-01-01T00:00:00/PT1M
			timeCycle    | R/9999-01-01T00:00:00/PT1M
			timeCycle    | R/PT1M/9999-01-01T00:00:00
			timeCycle    | PT1H
			timeCycle    | 0 99 * * * ?
			timeCycle    | 0 foo * * * ?
			timeDate     | 2026-99-99T10:00
			timeDate     | R3/PT1H
			timeDuration | 0 0 12 * * ?
			timeDuration | P1D/P1D/P1D/P1D
			""")
	void refusesATimeThatNeverComesOrCannotBeRead(String kind, String time) {
		soon(() -> assertThat(Drawing.work("", "").flow("u", "e").timer("b", kind, time).findings())
			.contains("unreadable_timer@b"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			timeCycle    | 0 0 12 * * ?
			timeCycle    | 0 0 0 29 2 ?
			timeCycle    | 0 */5 8-18 ? * MON-FRI
			timeCycle    | R/PT30M
			timeCycle    | R3/P1D
			timeDate     | 2099-01-01T00:00:00
			timeDate     | P3D
			timeDuration | P1M
			timeDuration | PT1M
			""")
	void takesATimeThatTheEngineReads(String kind, String time) {
		assertThat(Drawing.work("", "").flow("u", "e").timer("b", kind, time).findings()).isEmpty();
	}

	@Test
	void refusesADateOrAPriorityThatTheEngineCannotRead() {
		assertThat(
				Drawing.work("camunda:dueDate='in three days' camunda:priority='high'", "").flow("u", "e").findings())
			.contains("unreadable_date@u", "priority_not_number@u");
		assertThat(Drawing.work("camunda:followUpDate='2026-13-01'", "").flow("u", "e").findings())
			.contains("unreadable_date@u");
		assertThat(Drawing
			.work("camunda:dueDate='P3D' camunda:followUpDate='2027-01-01T10:00:00' camunda:priority='50'", "")
			.flow("u", "e")
			.findings()).isEmpty();
	}

}
