package io.nagare.servicenow;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.context.i18n.LocaleContextHolder;

import io.nagare.shared.Label;
import io.nagare.shared.Texts;
import io.nagare.ticket.TicketType;
import io.nagare.workflow.WordList;
import io.nagare.workflow.WordList.Word;

/**
 * What people call the words of the fields of a type of tickets.
 *
 * @param lists the lists of words of the models in force
 */
record Choices(TicketType<?, ?> type, Map<String, List<Word>> lists) {

	/** Whether forms keep a field of that name, which is theirs alone. */
	boolean areOfForms(String field) {
		return this.lists.getOrDefault(WordList.FIELDS, List.of())
			.stream()
			.anyMatch((word) -> word.value().equals(field));
	}

	/** What a reader of the caller's language is shown for a word of the field. */
	String shown(String field, String word) {
		return label(field, word).in(LocaleContextHolder.getLocale());
	}

	/** The word of the field that is shown so, in whichever language. */
	Optional<String> word(String field, String shown) {
		return word(field, words(field).map(Word::value).toList(), shown);
	}

	/** The one of the words of the field that is shown so. */
	Optional<String> word(String field, Collection<String> words, String shown) {
		return words.stream().filter((word) -> isShown(label(field, word), shown)).findFirst();
	}

	static boolean isShown(Label label, String shown) {
		return label.ja().equalsIgnoreCase(shown) || label.en().equalsIgnoreCase(shown);
	}

	private Label label(String field, String word) {
		return this.type.called(field, word)
			.or(() -> words(field).filter((one) -> one.value().equals(word)).map(Word::label).findFirst())
			.or(() -> Texts.find("report.word." + word))
			.orElseGet(() -> Label.said(word));
	}

	private Stream<Word> words(String field) {
		String list = field.equals("priority") ? "priorities." + this.type.kind() : field + "s";
		return this.lists.getOrDefault(list, List.of()).stream();
	}

}
