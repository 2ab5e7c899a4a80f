package io.nagare.reports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.CharacterForms;

/**
 * The characters that fonts can draw, one or the other of them, and what stands for
 * others: (株) for ㈱, 徳 for 德, and its name for an emoji. For what has no other form
 * stands 〓, as in print.
 */
final class FontGlyphs {

	private static final String MARKUP = "<>&\"'";

	private static final char MISSING = '〓';

	/** Two of them make a flag, and name its country. */
	private static final int FIRST_FLAG_LETTER = 0x1F1E6;

	private static final int LAST_FLAG_LETTER = 0x1F1FF;

	/** Beyond this no script has characters. */
	private static final int LAST = 0x3FFFF;

	private final List<Supplier<InputStream>> fonts;

	private @Nullable BitSet known;

	FontGlyphs(List<Supplier<InputStream>> fonts) {
		this.fonts = fonts;
	}

	/** The text, of characters that the fonts can draw as far as there is a way. */
	String readable(String text) {
		BitSet glyphs = glyphs();
		StringBuilder readable = new StringBuilder(text.length());
		text.codePoints().forEach((each) -> {
			if (each <= '~' || glyphs.get(each)) {
				readable.appendCodePoint(each);
			}
			else {
				readable.append(otherwise(each, glyphs));
			}
		});
		return readable.toString();
	}

	private static String otherwise(int each, BitSet glyphs) {
		char usual = Character.isBmpCodePoint(each) ? CharacterForms.usual((char) each) : ' ';
		if (usual > ' ' && usual != each && (usual <= '~' || glyphs.get(usual))) {
			return String.valueOf(usual);
		}
		String normal = Normalizer.normalize(Character.toString(each), Normalizer.Form.NFKC);
		boolean drawn = normal.codePoints().allMatch((one) -> one <= '~' || glyphs.get(one))
				&& normal.chars().noneMatch((one) -> MARKUP.indexOf(one) >= 0);
		if (drawn) {
			return normal;
		}
		return switch (Character.getType(each)) {
			case Character.OTHER_SYMBOL -> (each >= FIRST_FLAG_LETTER && each <= LAST_FLAG_LETTER)
					? Character.toString('A' + each - FIRST_FLAG_LETTER)
					: "[" + Character.getName(each).toLowerCase(Locale.ROOT) + "]";
			// how the sign before it is drawn, or joined with the next
			case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.MODIFIER_SYMBOL ->
				"";
			case Character.CONTROL, Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR ->
				Character.toString(each);
			default -> glyphs.get(MISSING) ? String.valueOf(MISSING) : Character.toString(each);
		};
	}

	private synchronized BitSet glyphs() {
		if (this.known == null) {
			BitSet all = new BitSet(LAST);
			this.fonts.forEach((font) -> read(font, all));
			this.known = all;
		}
		return this.known;
	}

	private static void read(Supplier<InputStream> font, BitSet glyphs) {
		try (InputStream bytes = font.get();
				TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(bytes))) {
			CmapLookup characters = parsed.getUnicodeCmapLookup();
			for (int each = ' '; each <= LAST; each++) {
				if (characters.getGlyphId(each) > 0) {
					glyphs.set(each);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
