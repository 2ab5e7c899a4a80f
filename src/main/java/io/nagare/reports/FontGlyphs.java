package io.nagare.reports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.BitSet;
import java.util.function.Supplier;

import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.CharacterForms;

/**
 * The characters that a font can draw, and what stands for others: (株) for ㈱, 徳 for 德.
 * What has no other form stays, and is drawn as a sign for something missing.
 */
final class FontGlyphs {

	private static final String MARKUP = "<>&\"'";

	private final Supplier<InputStream> font;

	private @Nullable BitSet known;

	FontGlyphs(Supplier<InputStream> font) {
		this.font = font;
	}

	/** The text, of characters that the font can draw as far as there is a way. */
	String readable(String text) {
		BitSet glyphs = glyphs();
		StringBuilder readable = new StringBuilder(text.length());
		for (int at = 0; at < text.length(); at++) {
			char each = text.charAt(at);
			if (each <= '~' || Character.isSurrogate(each) || glyphs.get(each)) {
				readable.append(each);
			}
			else {
				readable.append(otherwise(each, glyphs));
			}
		}
		return readable.toString();
	}

	private static String otherwise(char each, BitSet glyphs) {
		char usual = CharacterForms.usual(each);
		if (usual != each && (usual <= '~' || glyphs.get(usual))) {
			return String.valueOf(usual);
		}
		String normal = Normalizer.normalize(String.valueOf(each), Normalizer.Form.NFKC);
		boolean drawn = normal.chars().allMatch((one) -> one <= '~' || glyphs.get(one))
				&& normal.chars().noneMatch((one) -> MARKUP.indexOf(one) >= 0);
		return drawn ? normal : String.valueOf(each);
	}

	private synchronized BitSet glyphs() {
		if (this.known == null) {
			this.known = read();
		}
		return this.known;
	}

	private BitSet read() {
		BitSet glyphs = new BitSet(1 << 16);
		try (InputStream bytes = this.font.get();
				TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(bytes))) {
			CmapLookup characters = parsed.getUnicodeCmapLookup();
			for (int each = ' '; each < Character.MAX_VALUE; each++) {
				if (characters.getGlyphId(each) > 0) {
					glyphs.set(each);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return glyphs;
	}

}
