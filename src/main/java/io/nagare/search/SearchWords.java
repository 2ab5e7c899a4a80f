package io.nagare.search;

import java.util.Map;

import io.nagare.search.index.SearchText;

/** The words of a text, as searches see them. */
public final class SearchWords {

	private SearchWords() {
	}

	/**
	 * The different words that tell what a text is about, as the index holds them, each
	 * with how it stands in the text.
	 */
	public static Map<String, String> of(String text) {
		return SearchText.tellingWords(text);
	}

}
