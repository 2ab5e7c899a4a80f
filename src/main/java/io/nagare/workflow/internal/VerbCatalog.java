package io.nagare.workflow.internal;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.Label;
import io.nagare.shared.Texts;
import io.nagare.workflow.AllowedWords;
import io.nagare.workflow.DecisionTableView;
import io.nagare.workflow.Decisions;
import io.nagare.workflow.internal.ModelVerb.Argument;
import io.nagare.workflow.internal.ModelVerb.Kind;
import io.nagare.workflow.internal.ModelVerb.Place;
import io.nagare.workflow.internal.ModelVerb.Word;
import io.nagare.workflow.internal.model.DeployedWords;

/**
 * What models may call, told from the same declarations by which the gate refuses what
 * they may not.
 */
@Component
public class VerbCatalog {

	private final Verbs verbs;

	private final Decisions decisions;

	VerbCatalog(Verbs verbs, Decisions decisions) {
		this.verbs = verbs;
		this.decisions = decisions;
	}

	/** All of them by word and name, the one with fewer arguments first. */
	List<ModelVerb> all() {
		return this.verbs.words()
			.stream()
			.flatMap((word) -> this.verbs.of(word).stream().map((method) -> verb(word, method)))
			.toList();
	}

	/** The same in a language. */
	public List<VerbView> all(Locale locale) {
		return all().stream()
			.map((verb) -> new VerbView(verb.word(), verb.about().in(locale), verb.name(), verb.text().in(locale),
					verb.call(), verb.everyPractice(),
					verb.arguments()
						.stream()
						.map((one) -> new ArgumentView(one.name(), one.text().in(locale), one.kind().word(),
								one.required(),
								one.words()
									.stream()
									.map((allowed) -> new WordView(allowed.value(), allowed.label().in(locale)))
									.toList(),
								one.list()))
						.toList(),
					(verb.answer() != null) ? verb.answer().word() : null,
					verb.places().stream().map(Place::word).toList(), verb.errors()))
			.toList();
	}

	private ModelVerb verb(String word, Method method) {
		List<Argument> arguments = new ArrayList<>();
		for (int i = 1; i < method.getParameterCount(); i++) {
			Parameter parameter = method.getParameters()[i];
			AllowedWords words = parameter.getAnnotation(AllowedWords.class);
			String name = snake(parameter.getName());
			arguments.add(new Argument(name, kind(parameter.getType()),
					!method.getAnnotatedParameterTypes()[i].isAnnotationPresent(Nullable.class),
					(words != null) ? words(words) : List.of(), DeployedWords.listOf(name)));
		}
		boolean answers = !Verbs.records(method);
		List<String> errors = Verbs.errors(method);
		return new ModelVerb(word, method.getName(), this.verbs.isOfEveryPractice(word), List.copyOf(arguments),
				answers ? kind(method.getReturnType()) : null, places(method, !errors.isEmpty()), errors);
	}

	private List<Word> words(AllowedWords allowed) {
		if (!allowed.column().isEmpty()) {
			return this.decisions.allowedValues(allowed.table(), allowed.column())
				.stream()
				.map((word) -> new Word(word, Texts.find("report.word." + word).orElseGet(() -> Label.said(word))))
				.toList();
		}
		return allowed.table().isEmpty()
				? Arrays.stream(allowed.value()).map((word) -> new Word(word, said("word." + word))).toList()
				: this.decisions.table(allowed.table())
					.rows()
					.stream()
					.filter((row) -> !row.cells().get(row.cells().size() - 1).equals(DecisionTableView.ANY))
					.map((row) -> new Word(row.cells().get(0).replace("\"", ""), row.note()))
					.toList();
	}

	private static Set<Place> places(Method method, boolean raises) {
		if (Verbs.records(method)) {
			return raises ? EnumSet.of(Place.LISTENER, Place.TASK) : EnumSet.of(Place.LISTENER);
		}
		return switch (kind(method.getReturnType())) {
			case TIME -> EnumSet.of(Place.TIMER);
			case LIST, ROW -> EnumSet.of(Place.PEOPLE, Place.COLLECTION);
			case TEXT -> EnumSet.of(Place.TASK, Place.CONDITION, Place.INPUT, Place.TIMER, Place.PEOPLE);
			case NUMBER, BOOLEAN, ANY -> EnumSet.of(Place.TASK, Place.CONDITION, Place.INPUT);
		};
	}

	private static Kind kind(Class<?> type) {
		if (type == String.class) {
			return Kind.TEXT;
		}
		if (type == boolean.class || type == Boolean.class) {
			return Kind.BOOLEAN;
		}
		if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
			return Kind.NUMBER;
		}
		if (type == Date.class) {
			return Kind.TIME;
		}
		if (Map.class.isAssignableFrom(type)) {
			return Kind.ROW;
		}
		return Collection.class.isAssignableFrom(type) ? Kind.LIST : Kind.ANY;
	}

	private static String snake(String name) {
		return name.replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
	}

	static Label said(String key) {
		return Texts.label("verb." + key);
	}

	/**
	 * A verb that models may call.
	 *
	 * @param word the word before the dot
	 * @param about what the verbs of the word are about
	 * @param name the word behind the dot
	 * @param text what it does or answers
	 * @param call as a model writes it, with the arguments' names as variables
	 * @param everyPractice whether every model may call it; a model calls verbs of one
	 * other word at most
	 * @param arguments in this order
	 * @param answer what it answers; null for nothing
	 * @param places where it may stand: {@code listener}, {@code task},
	 * {@code condition}, {@code input}, {@code timer}, {@code people}, {@code collection}
	 * @param errors codes of the BPMN errors that it may raise
	 */
	@Schema(name = "ModelVerb")
	public record VerbView(String word, String about, String name, String text, String call, boolean everyPractice,
			List<ArgumentView> arguments, @Schema(allowableValues = {
					"text", "number", "boolean", "time", "list", "any" }) @Nullable String answer,
			List<String> places, List<String> errors){
	}

	/**
	 * What a verb is told.
	 *
	 * @param name as the product's own forms call the field
	 * @param text what it is
	 * @param type what it may be
	 * @param required whether it may not be nothing
	 * @param words those that it may be; empty where any may, or where a list has them
	 * @param list the list of {@code /words} whose one it is; null for none
	 */
	@Schema(name = "ModelVerbArgument")
	public record ArgumentView(String name, String text, @Schema(allowableValues = {
			"text", "number", "boolean", "row", "any" }) String type, boolean required, List<WordView> words,
			@Nullable String list){
	}

	/**
	 * A word that an argument may be.
	 *
	 * @param value what a model writes
	 * @param text what it means
	 */
	@Schema(name = "ModelVerbWord")
	public record WordView(String value, String text) {
	}

}
