package io.nagare.workflow.internal;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;

/**
 * A verb that models may call, as its declaration says.
 *
 * @param word the word before the dot
 * @param name the word behind it
 * @param everyPractice whether processes of every practice may call it; else those alone
 * whose other verbs have the same word
 * @param arguments what is written between the brackets, in this order
 * @param answer what it answers; null for nothing
 * @param places where it may stand
 * @param errors codes of the BPMN errors that it may raise
 */
record ModelVerb(String word, String name, boolean everyPractice, List<Argument> arguments, @Nullable Kind answer,
		Set<Place> places, List<String> errors) {

	/** What all verbs of the word are about. */
	Label about() {
		return VerbCatalog.said(this.word);
	}

	Label text() {
		return VerbCatalog.said(this.word + "." + this.name);
	}

	/**
	 * As a model writes it, with variables that are called like the fields of the
	 * product's own forms.
	 */
	String call() {
		return "${" + this.word + "." + this.name + "("
				+ String.join(", ", this.arguments.stream().map(Argument::name).toList()) + ")}";
	}

	/**
	 * What a verb is told.
	 *
	 * @param name as the product's own forms call the field
	 * @param kind what it may be
	 * @param required whether it may not be nothing
	 * @param words those that it may be; empty where any may, or where a list has them
	 * @param list the list of words whose one it is; null for none
	 */
	record Argument(String name, Kind kind, boolean required, List<Word> words, @Nullable String list) {

		Label text() {
			return VerbCatalog.said("argument." + this.name);
		}

	}

	/**
	 * A word that an argument may be.
	 *
	 * @param label what it means
	 */
	record Word(String value, Label label) {
	}

	/** What arguments and answers are. */
	enum Kind {

		TEXT, NUMBER, BOOLEAN, TIME, LIST, ROW, ANY;

		String word() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/** Where a model may call a verb. */
	enum Place {

		/** At a flow that is taken, or where an element begins or ends. */
		LISTENER,
		/** At a service task, which keeps the answer or may end in an error. */
		TASK,
		/** In a condition of a flow, or of an action by message. */
		CONDITION,
		/** As what a table is asked. */
		INPUT,
		/** As the time of a timer. */
		TIMER,
		/** As who may do a task. */
		PEOPLE,
		/** As the list that an activity is done once for each of. */
		COLLECTION;

		String word() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
