package io.nagare.search.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

/**
 * What is written in documents, sheets and slides of Office Open XML: those of its parts
 * that people wrote, and nothing that is packed into them.
 */
final class OfficeText {

	private static final int MOST_PARTS = 10_000;

	private static final Pattern PARTS = Pattern
		.compile("word/(?:document|footnotes|endnotes|comments|header\\d*|footer\\d*)\\.xml"
				+ "|xl/(?:workbook|sharedStrings|comments\\d*|worksheets/sheet\\d+)\\.xml"
				+ "|ppt/(?:slides/slide\\d+|notesSlides/notesSlide\\d+)\\.xml");

	/** Between them a word ends. */
	private static final Set<String> BLOCKS = Set.of("p", "si", "tr", "tc", "tab", "br", "cr", "row", "c", "is",
			"comment");

	private static final XMLInputFactory XML = factory();

	private OfficeText() {
	}

	private static XMLInputFactory factory() {
		XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
		return factory;
	}

	static void read(Path file, ReadText text) throws IOException, XMLStreamException {
		try (ZipFile parts = new ZipFile(file.toFile())) {
			if (parts.size() > MOST_PARTS) {
				throw new ReadText.TooMuchException("too_large");
			}
			List<? extends ZipEntry> wanted = parts.stream()
				.filter((part) -> PARTS.matcher(part.getName()).matches())
				.sorted(Comparator.<ZipEntry>comparingInt((part) -> part.getName().length())
					.thenComparing(ZipEntry::getName))
				.toList();
			for (ZipEntry part : wanted) {
				try (InputStream bytes = text.counted(parts.getInputStream(part))) {
					read(XML.createXMLStreamReader(bytes), text);
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
					said = readings == 0 && (name.equals("t") || (name.equals("v") && isSaid(cell)));
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
