package io.nagare.workflow.internal.check;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.camunda.bpm.impl.juel.AstBinary;
import org.camunda.bpm.impl.juel.AstEval;
import org.camunda.bpm.impl.juel.AstIdentifier;
import org.camunda.bpm.impl.juel.AstMethod;
import org.camunda.bpm.impl.juel.AstNull;
import org.camunda.bpm.impl.juel.AstProperty;
import org.camunda.bpm.impl.juel.AstString;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.Node;
import org.camunda.bpm.impl.juel.TreeBuilderException;
import org.jspecify.annotations.Nullable;

import io.nagare.workflow.AllowedWords;
import io.nagare.workflow.internal.Verbs;

/** What an expression of a model is made of, as the engine itself reads it. */
public final class ExpressionTree {

	/** In characters. */
	static final int MAX_LENGTH = 1_000;

	/** Brackets within brackets. */
	static final int MAX_NESTING = 20;

	private static final Builder EXPRESSIONS = new Builder(Builder.Feature.METHOD_INVOCATIONS);

	private ExpressionTree() {
	}

	/** Whether it is an expression, not a plain text. */
	static boolean isExpression(String text) {
		return text.contains("${") || text.contains("#{");
	}

	/**
	 * The verbs that it calls, as models write them: {@code change.openRound}; none of a
	 * plain text.
	 */
	public static Set<String> calls(String text) {
		Set<String> calls = new HashSet<>();
		if (isExpression(text)) {
			root(text).ifPresent((root) -> collectCalls(root, calls));
		}
		return calls;
	}

	private static void collectCalls(Node node, Set<String> calls) {
		if (node instanceof AstMethod && node.getChild(0).getChild(0) instanceof AstIdentifier word) {
			calls.add(word.getName() + "." + methodOf(node));
		}
		for (int i = 0; i < node.getCardinality(); i++) {
			collectCalls(node.getChild(i), calls);
		}
	}

	/** The words with which it compares variables, by their names. */
	static Map<String, Set<String>> compared(String text) {
		Map<String, Set<String>> words = new LinkedHashMap<>();
		if (isExpression(text)) {
			root(text.strip()).ifPresent((root) -> collectCompared(root, words));
		}
		return words;
	}

	private static void collectCompared(Node node, Map<String, Set<String>> words) {
		if (isEquation(node)) {
			for (int i = 0; i < 2; i++) {
				if (node.getChild(i) instanceof AstIdentifier name && node.getChild(1 - i) instanceof AstString word) {
					words.computeIfAbsent(name.getName(), (key) -> new LinkedHashSet<>()).add(wordOf(word));
				}
			}
		}
		for (int i = 0; i < node.getCardinality(); i++) {
			collectCompared(node.getChild(i), words);
		}
	}

	private static boolean isEquation(Node node) {
		return node instanceof AstBinary binary
				&& (binary.getOperator() == AstBinary.EQ || binary.getOperator() == AstBinary.NE);
	}

	private static String wordOf(AstString word) {
		return String.valueOf(word.eval(null, null));
	}

	/** The name of what a call calls. */
	static String methodOf(Node call) {
		return call.getChild(0).toString().replaceAll("^\\.\\s*|\\s.*$", "");
	}

	/** Whether it is more than anybody can read, which the gate refuses. */
	static boolean isTooLong(String expression) {
		return expression.length() > MAX_LENGTH || FeelBounds.nesting(expression) > MAX_NESTING;
	}

	/** Its root; empty where it is too long or can't be read. */
	static Optional<Node> root(String expression) {
		if (isTooLong(expression)) {
			return Optional.empty();
		}
		try {
			return Optional.of(EXPRESSIONS.build(expression).getRoot());
		}
		catch (TreeBuilderException | StackOverflowError ex) {
			return Optional.empty();
		}
	}

	/** The variables that an expression reads; none of one that cannot be read itself. */
	static Set<String> identifiers(String text) {
		Set<String> names = new LinkedHashSet<>();
		if (isExpression(text)) {
			root(text.strip()).ifPresent((root) -> collectIdentifiers(root, names));
		}
		return names;
	}

	private static void collectIdentifiers(Node node, Set<String> names) {
		if (node instanceof AstMethod) {
			// whose verb it is stands before the point
			collectIdentifiers(node.getChild(1), names);
			return;
		}
		if (node instanceof AstIdentifier identifier) {
			names.add(identifier.getName());
		}
		else if (!(node instanceof AstProperty) || node.getCardinality() > 0) {
			for (int i = 0; i < node.getCardinality(); i++) {
				collectIdentifiers(node.getChild(i), names);
			}
		}
	}

	/** The variables of which an expression reads a part. */
	static Set<String> divided(String text) {
		Set<String> names = new LinkedHashSet<>();
		if (!identifiers(text).isEmpty()) {
			root(text.strip()).ifPresent((root) -> collectDivided(root, names));
		}
		return names;
	}

	private static void collectDivided(Node node, Set<String> names) {
		if (node instanceof AstMethod) {
			collectDivided(node.getChild(1), names);
			return;
		}
		if (node instanceof AstProperty && node.getChild(0) instanceof AstIdentifier whole) {
			names.add(whole.getName());
		}
		for (int i = 0; i < node.getCardinality(); i++) {
			collectDivided(node.getChild(i), names);
		}
	}

	/** Whether it is the call of a verb and nothing else. */
	static boolean isCall(String expression) {
		return called(expression).isPresent();
	}

	/** The call that the expression is; empty for another one. */
	static Optional<Call> called(String expression) {
		return root(expression).filter((root) -> root instanceof AstEval)
			.map((root) -> root.getChild(0))
			.filter((call) -> call instanceof AstMethod && call.getChild(0).getChild(0) instanceof AstIdentifier)
			.map((call) -> new Call(((AstIdentifier) call.getChild(0).getChild(0)).getName(), methodOf(call),
					call.getChild(1).getCardinality()));
	}

	/** A verb as a model calls it: {@code change.openRound(…)}. */
	record Call(String word, String method, int arguments) {
	}

	/**
	 * What the expressions of a process do with one variable, or with the parts of it:
	 * the words with which they compare it, and the verbs to which they hand it.
	 */
	static final class AnswerReads {

		/** The variable itself, where others are called by their part. */
		static final String WHOLE = "";

		private final String variable;

		private final Verbs verbs;

		private final Map<String, Set<String>> compared = new HashMap<>();

		private final Map<String, Set<Handed>> handed = new HashMap<>();

		private final Set<String> parts = new LinkedHashSet<>();

		/** Parts that are read in any other way, of which nothing can be told. */
		private final Set<String> otherwise = new HashSet<>();

		AnswerReads(String variable, Collection<String> texts, Verbs verbs) {
			this.variable = variable;
			this.verbs = verbs;
			texts.stream()
				.filter((text) -> isExpression(text) && text.contains(variable))
				.forEach((text) -> root(text.strip()).ifPresent(this::visit));
		}

		/** The parts that are read by name. */
		Set<String> parts() {
			return this.parts;
		}

		/** The words with which the part is compared. */
		Set<String> compared(String part) {
			return this.compared.getOrDefault(part, Set.of());
		}

		/** The arguments of verbs that it is. */
		Set<Handed> handed(String part) {
			return this.handed.getOrDefault(part, Set.of());
		}

		/** Whether it is compared with words and nothing else is done with it. */
		boolean isOnlyCompared(String part) {
			return !compared(part).isEmpty() && handed(part).isEmpty() && !this.otherwise.contains(part);
		}

		/** Whether what is done with the variable itself makes no sense of a row. */
		boolean isTakenForOneWord() {
			return !compared(WHOLE).isEmpty() || handed(WHOLE).stream().anyMatch((one) -> !one.takesRows());
		}

		/** Whether somebody asks if there is any answer, or may. */
		boolean mayBeMissing(String part) {
			return this.otherwise.contains(part) || handed(part).stream().anyMatch(Handed::mayBeMissing);
		}

		private void visit(Node node) {
			String part = partOf(node);
			if (part != null) {
				note(part);
				this.otherwise.add(part);
				return;
			}
			if (node instanceof AstMethod call) {
				visitCall(call);
				return;
			}
			if (isEquation(node) && (isCompared(node.getChild(0), node.getChild(1))
					|| isCompared(node.getChild(1), node.getChild(0)))) {
				return;
			}
			for (int i = 0; i < node.getCardinality(); i++) {
				visit(node.getChild(i));
			}
		}

		private boolean isCompared(Node read, Node with) {
			String part = partOf(read);
			if (part == null || !(with instanceof AstString || with instanceof AstNull)) {
				return false;
			}
			note(part);
			if (with instanceof AstString word) {
				this.compared.computeIfAbsent(part, (key) -> new LinkedHashSet<>()).add(wordOf(word));
			}
			else {
				this.otherwise.add(part);
			}
			return true;
		}

		private void visitCall(AstMethod call) {
			Node arguments = call.getChild(1);
			Method verb = (call.getChild(0).getChild(0) instanceof AstIdentifier word)
					? this.verbs.find(word.getName(), methodOf(call), arguments.getCardinality()).orElse(null) : null;
			for (int i = 0; i < arguments.getCardinality(); i++) {
				String part = partOf(arguments.getChild(i));
				if (part == null || verb == null) {
					visit(arguments.getChild(i));
				}
				else {
					note(part);
					this.handed.computeIfAbsent(part, (key) -> new LinkedHashSet<>())
						.add(new Handed(verb.getParameters()[i + 1]));
				}
			}
		}

		/** Which part of the variable the node reads; null for none. */
		private @Nullable String partOf(Node node) {
			if (node instanceof AstIdentifier name) {
				return name.getName().equals(this.variable) ? WHOLE : null;
			}
			boolean own = node instanceof AstProperty && !(node instanceof AstMethod)
					&& node.getChild(0) instanceof AstIdentifier name && name.getName().equals(this.variable);
			String word = own ? node.toString() : "";
			return word.startsWith(".") ? word.replaceAll("^\\.\\s*", "") : null;
		}

		private void note(String part) {
			if (!part.equals(WHOLE)) {
				this.parts.add(part);
			}
		}

		/** What is handed to a verb. */
		record Handed(Parameter parameter) {

			boolean isNumber() {
				return this.parameter.getType() == int.class || this.parameter.getType() == long.class;
			}

			boolean takesRows() {
				return this.parameter.getType().isAssignableFrom(Map.class);
			}

			Optional<AllowedWords> allowed() {
				return Optional.ofNullable(this.parameter.getAnnotation(AllowedWords.class));
			}

			boolean mayBeMissing() {
				return ArgumentCheck.mayBeMissing(this.parameter);
			}

		}

	}

}
