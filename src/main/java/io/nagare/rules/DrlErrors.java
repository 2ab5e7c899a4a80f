package io.nagare.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.CollectDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.FromDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.QueryDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.jspecify.annotations.Nullable;

import io.nagare.rules.BrokenRules.Finding;

/**
 * Tells where the errors of a file are. Drools knows the line of a syntax error, but
 * nothing of where the code it generated came from; so each rule is compiled alone to see
 * which ones are broken.
 */
final class DrlErrors {

	private static final int MOST = 50;

	private static final long LONGEST = Duration.ofSeconds(10).toNanos();

	/**
	 * Each pattern of a rule meets each combination of facts that those before it met.
	 */
	private static final int PATTERNS = 6;

	private DrlErrors() {
	}

	/**
	 * Looks for the errors of a file that does not compile.
	 * @param compiler gives the errors of a part of the file
	 */
	static List<Finding> find(String drl, Function<String, List<String>> compiler) {
		DrlParser parser = new DrlParser();
		@Nullable PackageDescr parsed = parse(parser, drl);
		if (parsed == null || parser.hasErrors()) {
			return parser.getErrors().stream().map((error) -> new Finding(line(error), error.getMessage())).toList();
		}
		long began = System.nanoTime();
		List<Finding> found = new ArrayList<>(at(1, compiler.apply(without(parsed.getRules(), null, drl))));
		if (found.isEmpty()) {
			for (RuleDescr rule : parsed.getRules()) {
				// each costs a run of the compiler
				if (found.size() >= MOST || System.nanoTime() - began > LONGEST) {
					break;
				}
				compiler.apply(without(parsed.getRules(), rule, drl))
					.forEach((sentence) -> found.add(new Finding(rule.getLine(), rule.getName() + ": " + sentence)));
			}
		}
		// only between the rules
		return !found.isEmpty() ? found : at(1, compiler.apply(drl));
	}

	/** What the file says about itself; empty where it cannot be read. */
	static List<String> imports(String drl) {
		@Nullable PackageDescr parsed = parse(new DrlParser(), drl);
		return (parsed == null) ? List.of()
				: parsed.getImports().stream().map((imported) -> imported.getTarget()).toList();
	}

	/**
	 * Rules whose conditions have no end, or more combinations than anybody can wait for.
	 */
	static List<Finding> unbounded(String drl) {
		@Nullable PackageDescr parsed = parse(new DrlParser(), drl);
		List<Finding> found = new ArrayList<>();
		for (RuleDescr rule : (parsed == null) ? List.<RuleDescr>of() : parsed.getRules()) {
			int patterns = patterns(rule.getLhs());
			if (patterns > PATTERNS) {
				found.add(new Finding(rule.getLine(),
						rule.getName() + ": " + patterns + " patterns in one rule, at most " + PATTERNS));
			}
			if (rule instanceof QueryDescr) {
				found.add(new Finding(rule.getLine(), rule.getName() + ": Rules may not use queries"));
			}
			if (readsLists(rule.getLhs())) {
				found.add(new Finding(rule.getLine(), rule.getName() + ": Rules may not use \"from\" with a list"));
			}
		}
		return found;
	}

	private static int patterns(BaseDescr condition) {
		int own = (condition instanceof PatternDescr) ? 1 : 0;
		return own + parts(condition).mapToInt(DrlErrors::patterns).sum();
	}

	private static boolean readsLists(BaseDescr condition) {
		return condition instanceof FromDescr || parts(condition).anyMatch(DrlErrors::readsLists);
	}

	private static Stream<BaseDescr> parts(BaseDescr condition) {
		if (condition instanceof PatternDescr pattern) {
			return Stream.ofNullable(pattern.getSource());
		}
		if (condition instanceof AccumulateDescr accumulate) {
			return Stream.ofNullable(accumulate.getInput());
		}
		if (condition instanceof CollectDescr collect) {
			return Stream.ofNullable(collect.getInputPattern());
		}
		return (condition instanceof ConditionalElementDescr all) ? all.getDescrs().stream().map(BaseDescr.class::cast)
				: Stream.empty();
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

	/** Blanks the rules out, but for the one that is wanted. */
	private static String without(List<RuleDescr> all, @Nullable RuleDescr wanted, String drl) {
		StringBuilder part = new StringBuilder(drl);
		for (RuleDescr rule : all) {
			if (!rule.equals(wanted)) {
				int length = rule.getEndCharacter() - rule.getStartCharacter() + 1;
				part.replace(rule.getStartCharacter(), rule.getEndCharacter() + 1, " ".repeat(length));
			}
		}
		return part.toString();
	}

	private static List<Finding> at(int line, List<String> sentences) {
		return sentences.stream().map((sentence) -> new Finding(line, sentence)).toList();
	}

}
