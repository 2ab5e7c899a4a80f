package io.nagare.search.text;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.util.StreamReaderDelegate;

/**
 * Reads the XML of one part of a file in bounded memory. The parser holds a name, an
 * attribute or a comment whole, in two bytes a character, so more than 1 MB between two
 * events throws {@link ReadText.TooMuchException}. It also keeps an object for each open
 * element, so elements may nest 1,000 deep. DTDs and external entities are not loaded.
 */
final class BoundedXml extends StreamReaderDelegate {

	private static final int MAX_EVENT_BYTES = 1024 * 1024;

	private static final int MAX_DEPTH = 1000;

	private final Bytes bytes;

	private BoundedXml(Bytes bytes) throws XMLStreamException {
		super(factory().createXMLStreamReader(bytes));
		this.bytes = bytes;
	}

	static BoundedXml of(InputStream bytes) throws XMLStreamException {
		return new BoundedXml(new Bytes(bytes));
	}

	/** A new one for each part: the JDK's factory keeps its last reader in memory. */
	private static XMLInputFactory factory() {
		XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
		factory.setProperty("jdk.xml.maxElementDepth", MAX_DEPTH);
		return factory;
	}

	@Override
	public int next() throws XMLStreamException {
		this.bytes.sinceEvent = 0;
		return super.next();
	}

	/** Counts the bytes that the parser reads for one event. */
	private static final class Bytes extends FilterInputStream {

		private int sinceEvent;

		private Bytes(InputStream bytes) {
			super(bytes);
		}

		@Override
		public int read() throws IOException {
			return count(super.read(), 1);
		}

		@Override
		public int read(byte[] into, int from, int length) throws IOException {
			int read = super.read(into, from, length);
			return count(read, read);
		}

		private int count(int result, int more) {
			this.sinceEvent += (result >= 0) ? more : 0;
			if (this.sinceEvent > MAX_EVENT_BYTES) {
				throw new UncheckedIOException(new ReadText.TooMuchException("too_large"));
			}
			return result;
		}

	}

}
