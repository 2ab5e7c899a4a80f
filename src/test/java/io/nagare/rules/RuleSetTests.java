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
		assertThat(WORDS.fire(new Word("流れ"))).containsExactlyInAnyOrder("translates 流れ", "says short words twice");
		assertThat(WORDS.fire(new Word("river"))).isEmpty();
	}

	@Test
	void seeTheFactsOfOneCallOnly() {
		WORDS.fire(new Word("流れ"));
		assertThat(WORDS.fire()).isEmpty();
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
		return RuleSet.compile("test/words", "rules/test/words.drl", drl, RuleSetTests.class.getClassLoader());
	}

	/** A fact. */
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
