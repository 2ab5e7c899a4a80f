package io.nagare.search.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * What is written in documents, sheets and slides of LibreOffice (OpenDocument, ISO
 * 26300).
 */
final class OpenDocumentText {

	static final String TYPES = "application/vnd.oasis.opendocument.";

	private static final String CONTENT = "content.xml";

	private static final String MANIFEST = "META-INF/manifest.xml";

	private static final int LARGEST_MANIFEST = 1024 * 1024;

	private static final String TABLES = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";

	/** Between them a word ends. */
	private static final Set<String> BLOCKS = Set.of("p", "h", "tab", "s", "line-break", "table-cell", "table-row",
			"annotation");

	private OpenDocumentText() {
	}

	static void read(byte[] file, ReadText text) throws IOException, XMLStreamException, UnreadableFileException {
		OfficeText.demandFewParts(file);
		try (ZipFile parts = ZipFile.builder().setByteArray(file).get()) {
			if (isEncrypted(parts, text)) {
				throw new UnreadableFileException("encrypted");
			}
			@Nullable ZipArchiveEntry content = parts.getEntry(CONTENT);
			if (content == null) {
				throw new UnreadableFileException("broken");
			}
			try (InputStream bytes = text.counted(parts.getInputStream(content))) {
				read(BoundedXml.of(bytes), text);
			}
		}
	}

	private static boolean isEncrypted(ZipFile parts, ReadText text) throws IOException {
		@Nullable ZipArchiveEntry manifest = parts.getEntry(MANIFEST);
		if (manifest == null) {
			return false;
		}
		try (InputStream bytes = text.counted(parts.getInputStream(manifest))) {
			return new String(bytes.readNBytes(LARGEST_MANIFEST), StandardCharsets.UTF_8).contains(":encryption-data");
		}
	}

	private static void read(XMLStreamReader xml, ReadText text) throws XMLStreamException {
		boolean body = false;
		while (xml.hasNext()) {
			switch (xml.next()) {
				case XMLStreamConstants.START_ELEMENT -> {
					body = body || xml.getLocalName().equals("body");
					if (xml.getLocalName().equals("table")) {
						@Nullable String called = xml.getAttributeValue(TABLES, "name");
						text.add((called != null) ? called + " " : " ");
					}
					if (BLOCKS.contains(xml.getLocalName())) {
						text.gap();
					}
				}
				case XMLStreamConstants.END_ELEMENT -> {
					if (BLOCKS.contains(xml.getLocalName())) {
						text.gap();
					}
				}
				case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
					if (body) {
						text.add(xml.getText());
					}
				}
				default -> text.check();
			}
		}
	}

}
