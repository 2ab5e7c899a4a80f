package io.nagare.ticket.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.CharacterForms;
import io.nagare.ticket.TicketNumbers;

/** What somebody types to narrow a list: words, all of which a ticket holds. */
public final class TypedWords {

	/** What is typed beyond this many words does not narrow any more. */
	static final int MOST = 16;

	private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}\\p{Cntrl}]+");

	/** What stands for the mark of a long vowel where that is hard to type. */
	private static final Pattern LONG_VOWEL = Pattern
		.compile("(?<=[\\u3041-\\u3096\\u30a1-\\u30fa])[-\\u2010-\\u2015\\u2212]");

	private TypedWords() {
	}

	/** The words, each in the ways in which a ticket may hold it; none for no words. */
	public static List<Set<String>> of(@Nullable String typed) {
		String plain = CharacterForms.normal((typed != null) ? typed : "");
		String normal = SPACES.matcher(plain).replaceAll(" ").strip();
		List<Set<String>> words = new ArrayList<>();
		// a number may be typed with a space
		Stream<String> parts = TicketNumbers.typed(normal).isPresent() ? Stream.of(normal)
				: Stream.of(normal.split(" ")).filter((word) -> !word.isEmpty());
		parts.distinct().limit(MOST).forEach((word) -> {
			Set<String> ways = new LinkedHashSet<>();
			ways.add(word);
			ways.add(LONG_VOWEL.matcher(word).replaceAll("\u30fc"));
			TicketNumbers.typed(word).ifPresent(ways::add);
			words.add(ways);
		});
		return words;
	}

	/**
	 * That a text holds all of the words, each in one of its ways; empty for no words.
	 * @param told the folded text, in SQL
	 * @param suffix of the names of the parameters
	 */
	public static String sql(List<Set<String>> words, String told, String suffix, BiConsumer<String, Object> params) {
		StringBuilder sql = new StringBuilder();
		for (int i = 0; i < words.size(); i++) {
			int way = 0;
			for (String word : words.get(i)) {
				String name = "word" + i + "_" + way + suffix;
				sql.append((way++ == 0) ? " AND (" : " OR ");
				sql.append("strpos(").append(told).append(", folded(:").append(name).append(")) > 0");
				params.accept(name, word);
			}
			sql.append(')');
		}
		return sql.toString();
	}

}
