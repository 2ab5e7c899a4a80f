package io.nagare.shared;

/** The beginning of a text, where no more fits. */
public final class Excerpt {

	private Excerpt() {
	}

	/** So many characters of a text, of which none is halved. */
	public static String of(String text, int most) {
		return (text.length() > most) ? text.substring(0, most).replaceAll("[\\uD800-\\uDBFF]$", "") : text;
	}

	/** The same with an ellipsis where the text has more. */
	public static String marked(String text, int most) {
		return (text.length() > most) ? of(text, most) + "…" : text;
	}

	/** Whether it is what {@link #ofColumn} shows of the text. */
	public static boolean isOf(String shown, String text, int most) {
		return shown.endsWith("…") && shown.codePointCount(0, shown.length()) == most + 1
				&& text.startsWith(shown.substring(0, shown.length() - 1));
	}

	/** So many characters of a column, in SQL, with an ellipsis where it has more. */
	public static String ofColumn(String column, int most) {
		return "CASE WHEN length(%1$s) > %2$d THEN left(%1$s, %2$d) || '…' ELSE %1$s END".formatted(column, most);
	}

}
