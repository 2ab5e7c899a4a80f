package io.nagare.search.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * What is written in documents, sheets and slides of Office Open XML: those of its parts
 * that people wrote, and nothing that is packed into them.
 */
final class OfficeText {

	private static final int MOST_PARTS = 10_000;

	private static final Pattern PARTS = Pattern
		.compile("word/(?:document|footnotes|endnotes|comments|header\\d*|footer\\d*)\\.xml"
				+ "|xl/(?:workbook|sharedStrings|comments\\d*|worksheets/sheet\\d+|drawings/drawing\\d+)\\.xml"
				+ "|xl/threadedComments/[^/]+\\.xml"
				+ "|ppt/(?:slides/slide\\d+|notesSlides/notesSlide\\d+|comments/[^/]+)\\.xml"
				+ "|(?:word|xl|ppt)/diagrams/data\\d+\\.xml");

	/** Between them a word ends. */
	private static final Set<String> BLOCKS = Set.of("p", "si", "tr", "tc", "tab", "br", "cr", "row", "c", "is",
			"comment", "threadedComment", "cm", "pt");

	private OfficeText() {
	}

	/**
	 * To be called before the file is opened: each entry costs half a kilobyte once it is
	 * read, and is 47 bytes in the file.
	 */
	static void demandFewParts(byte[] file) throws IOException {
		int parts = 0;
		for (int at = 0; at + 3 < file.length; at++) {
			if (file[at] == 'P' && file[at + 1] == 'K' && file[at + 2] == 1 && file[at + 3] == 2
					&& ++parts > MOST_PARTS) {
				throw new ReadText.TooMuchException("too_large");
			}
		}
	}

	static void read(byte[] file, ReadText text) throws IOException, XMLStreamException {
		demandFewParts(file);
		try (ZipFile parts = ZipFile.builder().setByteArray(file).get()) {
			List<ZipArchiveEntry> wanted = Collections.list(parts.getEntries())
				.stream()
				.filter((part) -> PARTS.matcher(part.getName()).matches())
				.sorted(Comparator.<ZipArchiveEntry>comparingInt((part) -> part.getName().length())
					.thenComparing(ZipArchiveEntry::getName))
				.toList();
			for (ZipArchiveEntry part : wanted) {
				try (InputStream bytes = text.counted(parts.getInputStream(part))) {
					read(BoundedXml.of(bytes), text);
				}
				text.gap();
			}
		}
	}

	/** Whether a cell of the type holds a number, or what a formula says. */
	private static boolean isSaid(@Nullable String type) {
		return type == null || type.equals("n") || type.equals("str");
	}

	private static void read(XMLStreamReader xml, ReadText text) throws XMLStreamException {
		boolean said = false;
		@Nullable String cell = null;
		int readings = 0;
		while (xml.hasNext()) {
			switch (xml.next()) {
				case XMLStreamConstants.START_ELEMENT -> {
					String name = xml.getLocalName();
					// how the words beside it are read, in kana
					readings += name.equals("rPh") || readings > 0 ? 1 : 0;
					if (name.equals("c")) {
						cell = xml.getAttributeValue(null, "t");
					}
					// a number stands in its cell, a text elsewhere
					said = readings == 0
							&& (name.equals("t") || name.equals("text") || (name.equals("v") && isSaid(cell)));
					if (name.equals("sheet")) {
						String called = xml.getAttributeValue(null, "name");
						text.add((called != null) ? called + " " : " ");
					}
					if (BLOCKS.contains(name)) {
						text.gap();
					}
				}
				case XMLStreamConstants.END_ELEMENT -> {
					said = false;
					readings -= (readings > 0) ? 1 : 0;
					if (BLOCKS.contains(xml.getLocalName())) {
						text.gap();
					}
				}
				case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
					if (said) {
						text.add(xml.getText());
					}
				}
				default -> text.check();
			}
		}
	}

}
