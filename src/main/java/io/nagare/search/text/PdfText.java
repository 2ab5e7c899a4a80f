package io.nagare.search.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.PDContentStream;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroup;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * What is written in a PDF. PDFBox holds each stream in memory as a whole, so what the
 * streams of a file unpack to is added up before it gets the file, and what could unpack
 * to more than can be seen beforehand is not read.
 */
final class PdfText {

	/** Bytes of one stream, unpacked: a page, a font. */
	private static final int LARGEST_STREAM = 16 * 1024 * 1024;

	/** Bytes of what is drawn on a page: more is a drawing. */
	private static final int LARGEST_PAGE = 4 * 1024 * 1024;

	/** Characters of a page. */
	private static final int MOST_GLYPHS = 100_000;

	private static final int MOST_PAGES = 2_000;

	private static final byte[] STREAM = "stream".getBytes(StandardCharsets.US_ASCII);

	/** What may unpack to far more than {@link #measure} sees. */
	private static final Pattern UNSEEN = Pattern
		.compile("/(?:LZWDecode|RunLengthDecode)\\b" + "|/FlateDecode\\s*/FlateDecode|/Filter\\s+\\d+\\s+\\d+\\s+R");

	/**
	 * The same by shorter names, and names that hide a letter, which only who means harm
	 * writes; within streams such bytes are there by chance.
	 */
	private static final Pattern HIDDEN = Pattern
		.compile("/(?:LZW|RL|Fl)\\b|/[A-Za-z]*#(?:4[1-9A-Fa-f]|5[0-9Aa]|6[1-9A-Fa-f]|7[0-9Aa])");

	private PdfText() {
	}

	static void read(byte[] bytes, ReadText text) throws IOException, UnreadableFileException {
		String seen = new String(bytes, StandardCharsets.ISO_8859_1);
		if (seen.contains("/Encrypt")) {
			throw new UnreadableFileException("encrypted");
		}
		if (UNSEEN.matcher(seen).find() || HIDDEN.matcher(outsideOfStreams(seen)).find()) {
			throw new UnreadableFileException("too_large");
		}
		measure(bytes, text);
		try (PDDocument document = Loader.loadPDF(new RandomAccessReadBuffer(bytes),
				IOUtils.createTempFileOnlyStreamCache())) {
			if (document.isEncrypted()) {
				throw new UnreadableFileException("encrypted");
			}
			Stripper stripper = new Stripper(text);
			stripper.setEndPage(MOST_PAGES);
			stripper.setSortByPosition(false);
			stripper.writeText(document, text);
		}
		catch (InvalidPasswordException ex) {
			throw new UnreadableFileException("encrypted");
		}
	}

	private static String outsideOfStreams(String seen) {
		StringBuilder outside = new StringBuilder();
		int at = 0;
		while (at < seen.length()) {
			int begin = seen.indexOf("stream", at);
			int end = (begin < 0) ? -1 : seen.indexOf("endstream", begin);
			outside.append(seen, at, (begin < 0) ? seen.length() : begin);
			at = (end < 0) ? seen.length() : end + "endstream".length();
		}
		return outside.toString();
	}

	/** Unpacks each stream once, and keeps nothing of it. */
	private static void measure(byte[] bytes, ReadText text) throws UnreadableFileException {
		byte[] sink = new byte[64 * 1024];
		Inflater inflater = new Inflater();
		try {
			for (int at = 0; at + STREAM.length + 2 < bytes.length; at++) {
				if (bytes[at] != 's' || !begins(bytes, at)) {
					continue;
				}
				int from = at + STREAM.length;
				while (from < bytes.length && (bytes[from] == '\r' || bytes[from] == '\n')) {
					from++;
				}
				inflater.reset();
				inflater.setInput(bytes, from, bytes.length - from);
				if (unpack(inflater, sink, text)) {
					at = from + (int) inflater.getBytesRead() - 1;
				}
			}
		}
		finally {
			inflater.end();
		}
	}

	/** Whether it was one. */
	private static boolean unpack(Inflater inflater, byte[] sink, ReadText text) throws UnreadableFileException {
		try {
			while (!inflater.finished()) {
				int unpacked = inflater.inflate(sink);
				text.unpacked(unpacked);
				if (inflater.getBytesWritten() > LARGEST_STREAM) {
					throw new UnreadableFileException("too_large");
				}
				if (unpacked == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
					return false;
				}
			}
			return true;
		}
		catch (DataFormatException ex) {
			return false;
		}
	}

	private static boolean begins(byte[] bytes, int at) {
		for (int i = 0; i < STREAM.length; i++) {
			if (bytes[at + i] != STREAM[i]) {
				return false;
			}
		}
		return at < 3 || bytes[at - 1] != 'd';
	}

	/** Looks at the clock, and leaves out what is too large to be a text. */
	private static final class Stripper extends PDFTextStripper {

		private final ReadText text;

		private int glyphs;

		Stripper(ReadText text) {
			this.text = text;
		}

		@Override
		public void processPage(PDPage page) throws IOException {
			this.glyphs = 0;
			if (fits(page)) {
				super.processPage(page);
			}
		}

		@Override
		public void showForm(PDFormXObject form) throws IOException {
			if (fits(form)) {
				super.showForm(form);
			}
		}

		@Override
		public void showTransparencyGroup(PDTransparencyGroup form) throws IOException {
			if (fits(form)) {
				super.showTransparencyGroup(form);
			}
		}

		private boolean fits(PDContentStream content) throws IOException {
			try (InputStream bytes = content.getContents()) {
				byte[] sink = new byte[8192];
				int all = 0;
				for (int read = 0; bytes != null && read >= 0 && all <= LARGEST_PAGE; read = bytes.read(sink)) {
					all += read;
				}
				return all <= LARGEST_PAGE;
			}
		}

		@Override
		protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
			this.text.check();
			super.processOperator(operator, operands);
		}

		@Override
		protected void processTextPosition(TextPosition position) {
			if (this.glyphs++ < MOST_GLYPHS) {
				super.processTextPosition(position);
			}
		}

	}

}
