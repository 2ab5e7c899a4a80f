package io.nagare.workflow.internal.check;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

import io.nagare.workflow.AllowedWords;
import io.nagare.workflow.KeptField;
import io.nagare.workflow.internal.Verbs;

/**
 * Finds arguments of verbs that changed places, and such that are written out and are
 * none of the words that the verb knows.
 */
final class ArgumentCheck {

	private static final String LITERAL = "'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"";

	private static final Pattern CALL = Pattern
		.compile("(?<!\\w)(\\w++)\\.(\\w++)\\(((?:" + LITERAL + "|[^()'\"])*+)\\)");

	private static final Pattern ARGUMENT = Pattern.compile("(?:" + LITERAL + "|[^,'\"])+");

	private static final Pattern WRITTEN_OUT = Pattern.compile(LITERAL);

	private final Findings findings;

	private final Verbs verbs;

	private final DraftTables tables;

	private final Predicate<String> kept;

	private final Predicate<String> dates;

	/**
	 * @param kept whether some form keeps a field of that key
	 * @param dates whether each form that keeps a field of that key asks for a date
	 */
	ArgumentCheck(Findings findings, Verbs verbs, DraftTables tables, Predicate<String> kept, Predicate<String> dates) {
		this.kept = kept;
		this.dates = dates;
		this.findings = findings;
		this.verbs = verbs;
		this.tables = tables;
	}

	/** Each call in an expression. */
	void check(String at, String text) {
		if (!text.contains("${")) {
			return;
		}
		Matcher calls = CALL.matcher(text);
		while (calls.find()) {
			List<String> arguments = split(calls.group(3));
			String called = calls.group(1) + "." + calls.group(2);
			this.verbs.find(calls.group(1), calls.group(2), arguments.size()).ifPresent((verb) -> {
				checkOrder(at, called, arguments, verb);
				checkWords(at, called, arguments, verb);
			});
		}
	}

	/**
	 * What people answered is a time where they are asked for a date, and can type no
	 * other; the engine takes it for a day where its node is.
	 */
	void checkTime(ModelElementInstance at, String text) {
		Matcher calls = CALL.matcher(text);
		while (calls.find()) {
			List<String> arguments = split(calls.group(3));
			this.verbs.find(calls.group(1), calls.group(2), arguments.size()).ifPresent((verb) -> {
				List<Parameter> parameters = parameters(verb).toList();
				for (int i = 0; i < parameters.size(); i++) {
					String field = arguments.get(i).replaceAll("^['\"]|['\"]$", "");
					if (!parameters.get(i).isAnnotationPresent(KeptField.class)) {
						continue;
					}
					if (!this.dates.test(field)) {
						this.findings.at(at, "answer_not_date", field);
					}
					else if (verb.getReturnType() == Object.class) {
						this.findings.at(at, "answer_without_zone", field);
					}
				}
			});
		}
	}

	private static List<String> split(String arguments) {
		List<String> all = new ArrayList<>();
		Matcher one = ARGUMENT.matcher(arguments);
		while (one.find()) {
			all.add(one.group().strip());
		}
		return all;
	}

	/** Arguments that are called like the parameters are in their order, too. */
	private void checkOrder(String at, String called, List<String> arguments, Method verb) {
		List<String> parameters = parameters(verb).map(Parameter::getName).toList();
		List<String> folded = parameters.stream().map(ArgumentCheck::folded).toList();
		for (int i = 0; i < parameters.size(); i++) {
			int place = folded.indexOf(folded(arguments.get(i)));
			if (place >= 0 && place != i) {
				this.findings.at(at, "arguments_swapped", called, String.join(", ", arguments),
						String.join(", ", parameters));
				return;
			}
		}
	}

	private void checkWords(String at, String called, List<String> arguments, Method verb) {
		List<Parameter> parameters = parameters(verb).toList();
		for (int i = 0; i < parameters.size(); i++) {
			String argument = arguments.get(i);
			AllowedWords allowed = parameters.get(i).getAnnotation(AllowedWords.class);
			if (argument.equals("null") && !mayBeMissing(parameters.get(i))) {
				this.findings.at(at, "argument_missing", called, name(parameters.get(i)));
			}
			if (parameters.get(i).isAnnotationPresent(KeptField.class) && WRITTEN_OUT.matcher(argument).matches()
					&& !this.kept.test(argument.substring(1, argument.length() - 1))) {
				this.findings.at(at, "answer_not_kept", argument.substring(1, argument.length() - 1));
			}
			if (allowed == null || !WRITTEN_OUT.matcher(argument).matches()) {
				continue;
			}
			String word = argument.substring(1, argument.length() - 1);
			List<String> words = this.tables.words(allowed);
			if (!words.isEmpty() && !words.contains(word)) {
				this.findings.at(at, "argument_not_a_word", called, name(parameters.get(i)), word,
						String.join(", ", words));
			}
		}
	}

	/** Whether the verb knows what to do with nothing. */
	static boolean mayBeMissing(Parameter parameter) {
		return parameter.getAnnotatedType().isAnnotationPresent(Nullable.class);
	}

	/** As models and the API write it. */
	private static String name(Parameter parameter) {
		return parameter.getName().replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
	}

	private static Stream<Parameter> parameters(Method verb) {
		return Arrays.stream(verb.getParameters()).skip(1);
	}

	private static String folded(String name) {
		return name.replace("_", "").toLowerCase(Locale.ROOT);
	}

}
