package io.nagare.workflow.internal;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.stereotype.Component;

import io.nagare.workflow.AsksTables;
import io.nagare.workflow.MayRaise;
import io.nagare.workflow.ProcessVerbs;

/**
 * The beans that models may call, by their words. They are looked up late, as they use
 * the engine themselves.
 */
@Component
public class Verbs {

	/** What the engine itself calls so in expressions. */
	private static final Set<String> WORDS_OF_THE_ENGINE = Set.of("execution", "task");

	private final ListableBeanFactory beans;

	private final SortedSet<String> words;

	public Verbs(ListableBeanFactory beans) {
		this.beans = beans;
		this.words = Arrays.stream(beans.getBeanNamesForAnnotation(ProcessVerbs.class))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** All of them. */
	SortedSet<String> words() {
		return this.words;
	}

	/** The verbs of a word, by their names, and by how many arguments they take. */
	List<Method> of(String word) {
		return Arrays.stream(this.beans.getType(word).getDeclaredMethods())
			.filter(Verbs::isVerb)
			.sorted(Comparator.comparing(Method::getName).thenComparing(Method::getParameterCount))
			.toList();
	}

	public boolean contains(Object word) {
		return this.words.contains(word);
	}

	/** Whether a variable of that name could not be read in an expression. */
	public boolean reserves(String name) {
		return contains(name) || WORDS_OF_THE_ENGINE.contains(name);
	}

	/** The module that the verbs of the word belong to. */
	public String moduleOf(String word) {
		return this.beans.getType(word).getPackageName();
	}

	/** Whether processes of every practice may call the verbs of the word. */
	public boolean isOfEveryPractice(String word) {
		ProcessVerbs marked = this.beans.findAnnotationOnBean(word, ProcessVerbs.class);
		return marked != null && marked.ofEveryPractice();
	}

	Object bean(String word) {
		return this.beans.getBean(word);
	}

	/**
	 * The verb that a model calls with so many arguments.
	 * @param arguments how many are written in the model, which leave out the first: the
	 * id of what the process is about
	 */
	public Optional<Method> find(String word, String verb, int arguments) {
		return contains(word) ? find(this.beans.getType(word), verb, arguments) : Optional.empty();
	}

	/** The same for the bean of a word. */
	public static Optional<Method> find(Class<?> type, String verb, int arguments) {
		return Arrays.stream(type.getDeclaredMethods())
			.filter((method) -> isVerb(method) && method.getName().equals(verb)
					&& method.getParameterCount() == arguments + 1)
			.findFirst();
	}

	private static boolean isVerb(Method method) {
		return Modifier.isPublic(method.getModifiers()) && method.getParameterCount() > 0
				&& method.getParameterTypes()[0] == UUID.class;
	}

	/** Whether the verb answers nothing, so that a listener may call it. */
	public static boolean records(Method verb) {
		return verb.getReturnType() == void.class;
	}

	/** The verbs that ask a table, as models write them: {@code change.openRound}. */
	public Set<String> asking(String table) {
		return this.words.stream()
			.flatMap((word) -> of(word).stream()
				.filter((verb) -> tables(verb).contains(table))
				.map((verb) -> word + "." + verb.getName()))
			.collect(Collectors.toUnmodifiableSet());
	}

	private static List<String> tables(Method verb) {
		AsksTables asked = verb.getAnnotation(AsksTables.class);
		return (asked != null) ? List.of(asked.value()) : List.of();
	}

	/** Codes of the errors in which the verb may end. */
	public static List<String> errors(Method verb) {
		MayRaise raised = verb.getAnnotation(MayRaise.class);
		return (raised != null) ? List.of(raised.value()) : List.of();
	}

}
