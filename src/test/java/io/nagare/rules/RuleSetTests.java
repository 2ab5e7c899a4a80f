package io.nagare.rules;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

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
