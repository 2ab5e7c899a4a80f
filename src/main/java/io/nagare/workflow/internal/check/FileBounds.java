package io.nagare.workflow.internal.check;

import java.io.ByteArrayInputStream;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Refusal;

/**
 * Looks at a model's XML before anybody else reads it: every reader of models, the
 * engine's too, goes as deep as its elements nest.
 */
final class FileBounds {

	/** A task of the innermost allowed sub-process has its property some fifteen deep. */
	static final int MAX_DEPTH = 40;

	static final int MAX_ELEMENTS = 50_000;

	/** Of a drawing, which is searched more often; a large one has two thousand. */
	static final int MAX_DRAWN = 20_000;

	private FileBounds() {
	}

	/** A new one for each file: the JDK's factory keeps its last reader in memory. */
	private static XMLInputFactory factory() {
		XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		return factory;
	}

	/**
	 * What is too much; null where all is well, or where others will say what is wrong.
	 */
	static Refusal.@Nullable Detail exceeded(String file, byte[] content) {
		try {
			XMLStreamReader xml = factory().createXMLStreamReader(new ByteArrayInputStream(content));
			int depth = 0;
			int elements = 0;
			int most = file.endsWith(".bpmn") ? MAX_DRAWN : MAX_ELEMENTS;
			while (xml.hasNext()) {
				switch (xml.next()) {
					case XMLStreamConstants.START_ELEMENT -> {
						if (++depth > MAX_DEPTH) {
							return Refusal.Detail.of(file, "model_nests", MAX_DEPTH);
						}
						if (++elements > most) {
							return Refusal.Detail.of(file, "model_elements", most);
						}
					}
					case XMLStreamConstants.END_ELEMENT -> depth--;
					default -> {
					}
				}
			}
			return null;
		}
		catch (XMLStreamException ex) {
			return Refusal.Detail.of(file, "unreadable_model", String.valueOf(ex.getMessage()));
		}
	}

}
