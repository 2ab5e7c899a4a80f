package io.nagare.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.NestedExceptionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Public for its fact. */
public class RuleSetTests {

	private static final RuleSet WORDS = compiled("""
			rule "translates 流れ"
			when
				$word : Word( text == "流れ" )
			then
				$word.say("flow");
			end

			rule "says short words twice"
			when
				$word : Word( length < 3 )
			then
				$word.say($word.getText());
				$word.say($word.getText());
			end

			rule "never rests"
			when
				$word : Word( text == "again" )
			then
				$word.say("again");
				update($word);
			end
			""");

	@Test
	void speakThroughTheFacts() {
		Word word = new Word("流れ");
		WORDS.fire(word);
		assertThat(word.said()).containsExactlyInAnyOrder("flow", "流れ", "流れ");
	}

	@Test
	void tellWhichRulesFired() {
		assertThat(WORDS.fire(new Word("流れ")).rules()).containsExactlyInAnyOrder("translates 流れ",
				"says short words twice");
		assertThat(WORDS.fire(new Word("river")).rules()).isEmpty();
	}

	@Test
	void seeTheFactsOfOneCallOnly() {
		WORDS.fire(new Word("流れ"));
		assertThat(WORDS.fire().rules()).isEmpty();
	}

	@Test
	void endWhatNeverRests() {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> WORDS.fire(new Word("again")))
			.withMessageContaining("test/words")
			.withMessageContaining("never rests");
	}

	@Test
	void nameFileAndLineOfASyntaxError() {
		assertThat(errorsOf("""
				rule "unfinished"
				when
					Word( text == )
				then
				end
				""")).singleElement().asString().startsWith("rules/test/words.drl:5: ");
	}

	@Test
	void nameFileAndLineOfEachRuleThatAsksOrDoesWhatCannotBe() {
		assertThat(errorsOf("""
				rule "greets"
				when
					$word : Word()
				then
					$word.say("hello");
				end

				rule "asks for a colour"
				when
					Word( colour == "red" )
				then
				end

				rule "sings"
				when
					$word : Word()
				then
					$word.sing();
				end
				""")).satisfiesExactly(
				(error) -> assertThat(error).startsWith("rules/test/words.drl:10: asks for a colour: ")
					.contains("colour"),
				(error) -> assertThat(error).startsWith("rules/test/words.drl:16: sings: ").contains("sing()"));
	}

	@Test
	void reachNothingButTheirFacts() {
		assertThat(errorsOf("""
				import java.util.List

				rule "asks its fact and computes"
				when
					$word : Word( text != null && length > 1 + 2, text matches "a.*" || text in ("a", "b") )
					not Word( length > 500 )
					accumulate( Word( $length : length ); $sum : sum($length), $count : count($length) )
				then
					List<String> words = new java.util.ArrayList<>();
					for (int i = 0; i < 3; i++) {
						words.add(String.valueOf(i).toUpperCase() + $sum + $count);
					}
					$word.say(String.join(" ", words));
					update($word);
				end

				rule "reads a file"
				when
					Word( eval(java.nio.file.Files.exists(null)) )
				then
				end

				rule "hides a name"
				when
					$word : Word()
				then
					$word.say("" + \\u0052untime.getRuntime());
				end

				rule "goes by reflection"
				when
					$word : Word()
				then
					$word.getClass().getClassLoader();
				end

				rule "goes by reference"
				when
					$word : Word()
				then
					$word.say(List.of("user.home").stream().map(System::getProperty).toList().toString());
				end

				rule "asks the engine"
				when
					$word : Word()
				then
					drools.getKieRuntime().halt();
				end

				rule "speaks another dialect"
				dialect "mvel"
				when
					$word : Word()
				then
					$word.say(System.getenv("HOME"));
				end
				""")).allSatisfy((error) -> assertThat(error).contains("Rules may not use "))
			.extracting((error) -> error.replaceAll("rules/test/words.drl:|: Rules may not use", ""))
			.containsExactly("19: reads a file java.nio.file.Files.exists",
					"25: hides a name java.lang.Runtime.getRuntime",
					"32: goes by reflection java.lang.Class.getClassLoader",
					"32: goes by reflection java.lang.Object.getClass",
					"39: goes by reference java.lang.System.getProperty",
					"46: asks the engine org.drools.core.rule.consequence.KnowledgeHelper.getKieRuntime",
					"46: asks the engine org.drools.modelcompiler.consequence.DroolsImpl.asKnowledgeHelper",
					"46: asks the engine org.kie.api.runtime.KieRuntime.halt",
					"53: speaks another dialect java.lang.System.getenv");
	}

	@Test
	void reachNothingThroughAClassOfTheirOwn() {
		assertThat(errorsOf("""
				rule "starts a thread"
				when
					Word()
				then
					new Thread() { }.start();
				end
				""")).first().asString().contains("Rules may not use java.lang.Thread.");
	}

	@Test
	void reachNothingThroughAFunction() {
		assertThat(errorsOf("""
				function String home() {
					return System.getProperty("user.home");
				}
				""")).containsExactly("rules/test/words.drl:1: Rules may not use java.lang.System.getProperty");
	}

	/** Each of these ended the JVM, or kept a thread of it for ever. */
	@ParameterizedTest
	@ValueSource(strings = { "while (true) { }", "for (;;) { $word.length(); }",
			"String s = \"ab\"; for (int i = 0; i < 1000; i++) { s = s + s; }",
			"java.util.List<Object> all = new java.util.ArrayList<>(); while (true) { all.add(new int[90000]); }",
			"StringBuilder s = new StringBuilder(\"ab\"); for (int i = 0; i < 1000; i++) { s.append(s); }",
			"\"ab\".repeat(2000000000);", "int[] all = new int[2000000000];", "new StringBuilder(2000000000);",
			"new java.util.ArrayList<Object>(2000000000);", "String s = \"a\".repeat(90000); s.replace(\"a\", s);",
			"String.join(\"a\".repeat(90000), java.util.List.of(\"\", \"\", \"\"));",
			"java.util.stream.Stream.of(1, 2).forEach(x -> { while (true) { x.intValue(); } });",
			"\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\".matches(\"(a+)+(b)\\\\2\");",
			"java.util.regex.Pattern.compile(\"(a+)+(b)\\\\2\").matcher(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\").matches();",
			"for (int i = 0; i < 100; i++) { insert(\"x\" + i); }", "forever(1);" })
	void endWhatNeedsMoreThanTheirBudget(String code) {
		RuleSet rules = compiled("""
				function int forever(int n) {
					return forever(n + 1) + 1;
				}

				rule "greedy"
				when
					$word : Word()
				then
					%s
				end
				""".formatted(code));
		long began = System.nanoTime();
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> rules.fire(new Word("x")))
			.satisfies((ex) -> assertThat(NestedExceptionUtils.getMostSpecificCause(ex).toString()).containsAnyOf(
					"does not come to an end", "steps are taken", "MB are used", "is asked for", "facts are added",
					"StackOverflowError"));
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
		assertThat(rules.fire().rules()).isEmpty();
	}

	@Test
	void endAPatternThatTriesForEver() {
		RuleSet rules = compiled("""
				rule "matches"
				when
					$word : Word( text matches "(a+)+(b)\\\\2" )
				then
					$word.say("a");
				end
				""");
		Word word = new Word("aaaabb");
		rules.fire(word);
		assertThat(word.said()).containsExactly("a");
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> rules.fire(new Word("a".repeat(60) + "!")));
	}

	@Test
	void takeNoWayRoundTheirBudget() {
		for (String code : List.of("try { while (true) { } } catch (Throwable t) { }",
				"String.format(\"%999999999d\", 1);", "int[][] all = new int[90000][90000];",
				"java.util.stream.Stream.generate(Object::new).toList();",
				"java.util.Collections.nCopies(1000000000, 1);",
				"new java.math.BigDecimal(\"1E+999999999\").add(java.math.BigDecimal.ONE);",
				"java.util.stream.Stream.of(2000000000).map(\"ab\"::repeat).toList();",
				"java.util.stream.Stream.of(2000000000).map(java.util.ArrayList::new).toList();", "RuleBudget.step();",
				"java.util.stream.IntStream.range(0, 2000000000).boxed().toList();")) {
			assertThat(errorsOf("""
					rule "goes round"
					when
						Word()
					then
						%s
					end
					""".formatted(code))).as(code).isNotEmpty();
		}
	}

	@Test
	void haveNoMoreCombinationsThanAnybodyWaitsFor() {
		assertThat(errorsOf("rule \"combines\"\nwhen\n" + "String()\n".repeat(7) + "then\nend\n")).singleElement()
			.asString()
			.contains("rules/test/words.drl:3: combines: 7 patterns");
		assertThat(errorsOf("query \"asks itself\" (int n)\nasks itself(n;)\nend\n")).isNotEmpty();
		assertThat(errorsOf("""
				rule "multiplies"
				when
					$word : Word()
					$a : String() from java.util.List.of("a")
				then
				end
				""")).singleElement().asString().contains("from");
	}

	@Test
	void sayWhatIsNestedTooDeeply() {
		String deep = "(".repeat(40_000) + "length" + ")".repeat(40_000);
		assertThat(errorsOf("rule \"deep\"\nwhen\nWord( " + deep + " > 1 )\nthen\nend\n")).isNotEmpty();
	}

	@Test
	void nameTheFileOfAnErrorOutsideTheRules() {
		assertThat(errorsOf("import io.nagare.rules.Nothing\n")).singleElement()
			.asString()
			.startsWith("rules/test/words.drl:1: ")
			.contains("io.nagare.rules.Nothing");
	}

	private static List<String> errorsOf(String rules) {
		BrokenRules broken = catchThrowableOfType(BrokenRules.class, () -> compiled(rules));
		return String.valueOf(broken.getMessage()).lines().skip(1).map(String::strip).toList();
	}

	private static RuleSet compiled(String rules) {
		String drl = "package rules.test\nimport io.nagare.rules.RuleSetTests.Word\n" + rules;
		return RuleSet.compile("test/words", 0, drl, RuleSetTests.class.getClassLoader());
	}

	/** A fact. */
	@Fact
	public static final class Word {

		private final String text;

		private final List<String> said = new ArrayList<>();

		Word(String text) {
			this.text = text;
		}

		public String getText() {
			return this.text;
		}

		public int length() {
			return this.text.length();
		}

		public void say(String word) {
			this.said.add(word);
		}

		List<String> said() {
			return this.said;
		}

	}

}
