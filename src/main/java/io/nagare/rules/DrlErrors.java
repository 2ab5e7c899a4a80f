package io.nagare.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.jspecify.annotations.Nullable;
import org.kie.api.builder.Message;

/**
 * Tells where the errors of a file are. Drools knows the line of a syntax error, but
 * nothing of where the code it generated came from; so each rule is compiled alone to see
 * which ones are broken.
 */
final class DrlErrors {

	private DrlErrors() {
	}

	/**
	 * Looks for the errors of a file that does not compile.
	 * @param file how an error names the source
	 * @param compiler gives the errors of a part of the file
	 * @return a line for each error: file, line, sentence
	 */
	static List<String> find(String file, String drl, Function<String, List<Message>> compiler) {
		DrlParser parser = new DrlParser();
		@Nullable PackageDescr parsed = parse(parser, drl);
		if (parsed == null || parser.hasErrors()) {
			return parser.getErrors().stream().map((error) -> at(file, line(error), error.getMessage())).toList();
		}
		List<String> found = new ArrayList<>();
		for (RuleDescr rule : parsed.getRules()) {
			sentences(compiler.apply(alone(rule, parsed.getRules(), drl)))
				.forEach((sentence) -> found.add(at(file, rule.getLine(), rule.getName() + ": " + sentence)));
		}
		// outside the rules, or only between them
		return !found.isEmpty() ? found
				: sentences(compiler.apply(drl)).stream().map((sentence) -> at(file, 1, sentence)).toList();
	}

	private static @Nullable PackageDescr parse(DrlParser parser, String drl) {
		try {
			return parser.parse(false, drl);
		}
		catch (DroolsParserException ex) {
			return null;
		}
	}

	private static int line(DroolsError error) {
		return (error.getLines().length > 0) ? error.getLines()[0] : 1;
	}

	/** Blanks the other rules out. */
	private static String alone(RuleDescr wanted, List<RuleDescr> all, String drl) {
		StringBuilder part = new StringBuilder(drl);
		for (RuleDescr rule : all) {
			if (!rule.equals(wanted)) {
				int length = rule.getEndCharacter() - rule.getStartCharacter() + 1;
				part.replace(rule.getStartCharacter(), rule.getEndCharacter() + 1, " ".repeat(length));
			}
		}
		return part.toString();
	}

	/** What is wrong, without the listings of generated code that go with it. */
	private static List<String> sentences(List<Message> errors) {
		return errors.stream()
			.map((error) -> error.getText().strip())
			.filter((text) -> !text.startsWith("Java source of"))
			.distinct()
			.toList();
	}

	private static String at(String file, int line, String sentence) {
		return file + ":" + line + ": " + sentence;
	}

}
