package io.nagare.workflow.internal.migration;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.NagareTest;
import io.nagare.shared.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

/** What the engine says in English, as its validators have it. */
@NagareTest
class EngineSentencesTests {

	@Autowired
	private EngineSentences sentences;

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', value = {
			"There is no migration instruction for this instance's activity|engine_nowhere|",
			"Activities have incompatible types (a.B is not compatible with a.C)|engine_types|",
			"Events are not of the same type (timer != message)|engine_events|",
			"The source activity's event scope (process) must be mapped to the target activity's event scope (sub)|engine_event_scope|process",
			"The source activity's event scope (sub) must be mapped but the target activity has no event scope|engine_event_scope|sub",
			"The closest mapped ancestor 'stage' is mapped to scope 'other' which is not an ancestor of target scope 'x'|engine_scope|stage",
			"The gateway's flow scope 'stage' must be mapped|engine_scope|stage",
			"Must map the inner activity of a multi-instance body when the body is mapped|engine_multiple|",
			"Target activity 'a' is a descendant of multi-instance body 'b' that is not mapped from the source process definition.|engine_multiple|",
			"There are multiple mappings for source activity id 'a': x, y|engine_twice|a",
			"Only one gateway can be mapped to gateway 'join'|engine_gateway|",
			"The target gateway must have at least the same number of incoming sequence flows that the source gateway has|engine_gateway|",
			"Conditional event has to migrate with update event trigger.|engine_trigger|",
			"Cannot migrate subscription for compensation handler 'a'. There is no migration instruction for the compensation boundary event|engine_compensation|",
			"Target activity is not asyncBefore|engine_asynchronous|",
			"The variable 'x' exists in both, this scope and concurrent local in the parent scope. Migrating|engine_variable|x",
			"The type of the source activity is not supported for activity instance migration|engine_unsupported|",
			"Whatever comes next|engine_refuses_migration|" })
	void areKnown(String said, String code, String named) {
		Refusal.Detail detail = EngineSentences.detail(said);
		assertThat(detail.code()).isEqualTo(code);
		assertThat(detail.args()).isEqualTo((named != null) ? List.of(named) : List.of());
		assertThat(this.sentences.in(Locale.JAPANESE, said)).endsWith("。")
			.contains(Objects.requireNonNullElse(named, ""))
			.doesNotContain(said, "{");
		assertThat(this.sentences.in(Locale.ENGLISH, said)).endsWith(".").doesNotContain("activity", "{");
	}

	@Test
	void areSaidOnceEach() {
		assertThat(this.sentences.in(Locale.ENGLISH,
				"Activities have incompatible types (a is not compatible with b)\nActivities have incompatible types (c is not compatible with d)\nsomething"))
			.isEqualTo("The two elements are of different sorts. The engine does not take it.");
	}

}
