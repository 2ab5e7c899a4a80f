package io.nagare.announcement;

import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

import javax.xml.XMLConstants;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import io.nagare.announcement.AnnouncementFeedQueries.Feed;
import io.nagare.shared.Texts;

/** Announcements as an Atom feed (RFC 4287). */
public final class AtomFile {

	/** The media type. */
	public static final String TYPE = "application/atom+xml";

	private static final String NAMESPACE = "http://www.w3.org/2005/Atom";

	private final XMLStreamWriter xml;

	private final Feed feed;

	private AtomFile(XMLStreamWriter xml, Feed feed) {
		this.xml = xml;
		this.feed = feed;
	}

	/**
	 * The feed as text.
	 * @param self its own address
	 * @param page where people read the announcements
	 */
	public static String of(Feed feed, String self, String page) {
		StringWriter text = new StringWriter();
		try {
			XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
			new AtomFile(xml, feed).write(self, page);
			xml.close();
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException("The feed cannot be written", ex);
		}
		return text.toString();
	}

	private void write(String self, String page) throws XMLStreamException {
		this.xml.writeStartDocument("UTF-8", "1.0");
		this.xml.setDefaultNamespace(NAMESPACE);
		this.xml.writeStartElement(NAMESPACE, "feed");
		this.xml.writeDefaultNamespace(NAMESPACE);
		this.xml.writeAttribute("xml", XMLConstants.XML_NS_URI, "lang", this.feed.language().getLanguage());
		element("id", urn(this.feed.id()));
		element("title", Texts.label("announcement.feed").in(this.feed.language()));
		element("updated",
				time(this.feed.announcements()
					.stream()
					.map(AtomFile::updated)
					.max(Comparator.naturalOrder())
					.orElse(Instant.EPOCH)));
		this.xml.writeStartElement(NAMESPACE, "author");
		element("name", "Nagare");
		this.xml.writeEndElement();
		link("self", self, TYPE);
		link("alternate", page, "text/html");
		for (Announcement one : this.feed.announcements()) {
			entry(one, page);
		}
		this.xml.writeEndElement();
		this.xml.writeEndDocument();
	}

	private void entry(Announcement one, String page) throws XMLStreamException {
		Locale language = this.feed.language();
		this.xml.writeStartElement(NAMESPACE, "entry");
		element("id", urn(one.id()));
		element("title", AnnouncementTexts.heading(one).in(language));
		element("published", time(one.createdAt()));
		element("updated", time(updated(one)));
		this.xml.writeEmptyElement(NAMESPACE, "category");
		this.xml.writeAttribute("term", one.kind());
		this.xml.writeAttribute("label", Texts.label("announcement.kind." + one.kind()).in(language));
		link("alternate", page + "/" + one.id(), "text/html");
		this.xml.writeStartElement(NAMESPACE, "content");
		this.xml.writeAttribute("type", "text");
		this.xml
			.writeCharacters(printable(AnnouncementTexts.whole(one, this.feed.at(), this.feed.zone()).in(language)));
		this.xml.writeEndElement();
		this.xml.writeEndElement();
	}

	/** Its last change, to which a new text of it belongs. */
	private static Instant updated(Announcement one) {
		return Stream.concat(Stream.of(one.updatedAt()), one.updates().stream().map(AnnouncementUpdate::writtenAt))
			.max(Comparator.naturalOrder())
			.orElseThrow();
	}

	private void element(String name, String text) throws XMLStreamException {
		this.xml.writeStartElement(NAMESPACE, name);
		this.xml.writeCharacters(printable(text));
		this.xml.writeEndElement();
	}

	private void link(String relation, String address, String type) throws XMLStreamException {
		this.xml.writeEmptyElement(NAMESPACE, "link");
		this.xml.writeAttribute("rel", relation);
		this.xml.writeAttribute("type", type);
		this.xml.writeAttribute("href", address);
	}

	private static String urn(UUID id) {
		return "urn:uuid:" + id;
	}

	private static String time(Instant at) {
		return at.truncatedTo(ChronoUnit.SECONDS).toString();
	}

	/** XML has no characters for most controls, however they are written. */
	static String printable(String text) {
		return text.codePoints()
			.filter(AtomFile::isCharacter)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	private static boolean isCharacter(int codePoint) {
		return codePoint == '\n' || codePoint == '\t' || (codePoint >= 0x20 && codePoint <= 0xD7FF)
				|| (codePoint >= 0xE000 && codePoint <= 0xFFFD) || codePoint >= 0x10000;
	}

}
