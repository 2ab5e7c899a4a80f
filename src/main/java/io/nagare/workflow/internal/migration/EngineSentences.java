package io.nagare.workflow.internal.migration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.shared.RefusalWords;

/**
 * Says what the engine has against a migration in the reader's language. The engine knows
 * English alone, and some of its sentences name its classes.
 */
@Component
class EngineSentences {

	/** Between what it says of one thing. */
	static final String AND = "\n";

	private static final Map<Pattern, String> CODES = codes();

	private final RefusalWords words;

	EngineSentences(RefusalWords words) {
		this.words = words;
	}

	private static Map<Pattern, String> codes() {
		Map<String, String> codes = new LinkedHashMap<>();
		codes.put("no migration instruction for this instance", "engine_nowhere");
		codes.put("incompatible types", "engine_types");
		codes.put("Events are not of the same type", "engine_events");
		codes.put("event scope \\((.*?)\\) must be mapped", "engine_event_scope");
		codes.put("ancestor '(.*?)' is mapped to scope '.*?' which is not", "engine_scope");
		codes.put("flow scope '(.*?)' must be mapped", "engine_scope");
		codes.put("multi-instance body", "engine_multiple");
		codes.put("multiple mappings for source activity id '(.*?)'", "engine_twice");
		codes.put("Only one gateway|incoming sequence flows", "engine_gateway");
		codes.put("update event trigger", "engine_trigger");
		codes.put("compensation", "engine_compensation");
		codes.put("ransition instance|async(?:After|Before)", "engine_asynchronous");
		codes.put("variable '(.*?)' exists in both", "engine_variable");
		codes.put("not supported for activity instance migration", "engine_unsupported");
		Map<Pattern, String> patterns = new LinkedHashMap<>();
		codes.forEach((sentence, code) -> patterns.put(Pattern.compile(sentence), code));
		return patterns;
	}

	/**
	 * What it said, each once.
	 * @param said its sentences, with {@link #AND} between them
	 */
	String in(Locale locale, String said) {
		String space = locale.getLanguage().equals(Locale.JAPANESE.getLanguage()) ? "" : " ";
		return said.lines()
			.map((sentence) -> this.words.sentence(detail(sentence), locale))
			.distinct()
			.collect(Collectors.joining(space));
	}

	static Refusal.Detail detail(String sentence) {
		for (Map.Entry<Pattern, String> one : CODES.entrySet()) {
			Matcher found = one.getKey().matcher(sentence);
			if (found.find()) {
				List<String> named = IntStream.rangeClosed(1, found.groupCount()).mapToObj(found::group).toList();
				return Refusal.Detail.of(null, one.getValue(), named.toArray());
			}
		}
		return Refusal.Detail.of(null, "engine_refuses_migration");
	}

}
