package io.nagare.mining;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Set;
import java.util.UUID;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import org.jspecify.annotations.Nullable;

/** The formats in which tools of process mining read a log. */
public enum EventLogFormat {

	/** IEEE 1849-2016: a trace for each ticket. */
	XES("application/xml", "xes") {

		@Override
		public void write(EventLog.Cases cases, Locale locale, OutputStream out) throws Exception {
			XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
			begin(xml);
			cases.each((one) -> trace(xml, one, locale));
			xml.writeEndElement();
			xml.writeEndDocument();
			xml.flush();
		}

	},

	/** OCEL 2.0 in JSON: tickets, people, teams and configuration items are objects. */
	OCEL("application/json", "jsonocel") {

		@Override
		public void write(EventLog.Cases cases, Locale locale, OutputStream out) throws Exception {
			try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
				json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
				json.writeStartObject();
				Set<String> activities = new TreeSet<>();
				Map<UUID, String> others = new TreeMap<>();
				json.writeArrayFieldStart("events");
				cases.each((one) -> events(json, one, locale, activities, others));
				json.writeEndArray();
				json.writeArrayFieldStart("objects");
				Set<String> kinds = new TreeSet<>(Set.of(PERSON, TEAM, ITEM));
				cases.each((one) -> {
					kinds.add(one.kind());
					ticket(json, one);
				});
				for (Map.Entry<UUID, String> other : others.entrySet()) {
					json.writeStartObject();
					json.writeStringField("id", other.getKey().toString());
					json.writeStringField("type", other.getValue());
					json.writeArrayFieldStart("attributes");
					json.writeEndArray();
					json.writeEndObject();
				}
				json.writeEndArray();
				types(json, "objectTypes", kinds, Set.of(PERSON, TEAM, ITEM), "number", "priority", "status");
				types(json, "eventTypes", activities, Set.of(), "element", "action", "version");
				json.writeEndObject();
			}
		}

	};

	private static final String PERSON = "person";

	private static final String TEAM = "team";

	private static final String ITEM = "configuration_item";

	private final String contentType;

	private final String extension;

	EventLogFormat(String contentType, String extension) {
		this.contentType = contentType;
		this.extension = extension;
	}

	/** Of the file. */
	public String contentType() {
		return this.contentType;
	}

	/** Of the file's name, by which tools know it. */
	public String extension() {
		return this.extension;
	}

	/**
	 * Writes a log.
	 * @param locale the language of what activities are called
	 */
	public abstract void write(EventLog.Cases cases, Locale locale, OutputStream out) throws Exception;

	private static void begin(XMLStreamWriter xml) throws XMLStreamException {
		xml.writeStartDocument("UTF-8", "1.0");
		xml.writeStartElement("log");
		xml.writeDefaultNamespace("http://www.xes-standard.org/");
		xml.writeAttribute("xes.version", "1849.2016");
		xml.writeAttribute("xes.features", "");
		for (String extension : new String[] { "Concept", "Time", "Organizational", "Lifecycle" }) {
			xml.writeEmptyElement("extension");
			String prefix = extension.equals("Organizational") ? "org" : extension.toLowerCase(Locale.ROOT);
			xml.writeAttribute("name", extension);
			xml.writeAttribute("prefix", prefix);
			xml.writeAttribute("uri", "http://www.xes-standard.org/" + prefix + ".xesext");
		}
		global(xml, "trace", Map.of("concept:name", "string"));
		global(xml, "event", new TreeMap<>(
				Map.of("concept:name", "string", "lifecycle:transition", "string", "time:timestamp", "date")));
		xml.writeEmptyElement("classifier");
		xml.writeAttribute("name", "Activity");
		xml.writeAttribute("scope", "event");
		xml.writeAttribute("keys", "concept:name");
	}

	/** What everything of the log has, each with a value that says nothing. */
	private static void global(XMLStreamWriter xml, String scope, Map<String, String> attributes)
			throws XMLStreamException {
		xml.writeStartElement("global");
		xml.writeAttribute("scope", scope);
		for (Map.Entry<String, String> attribute : attributes.entrySet()) {
			boolean time = attribute.getValue().equals("date");
			value(xml, attribute.getValue(), attribute.getKey(), time ? "1970-01-01T00:00:00Z" : "UNKNOWN");
		}
		xml.writeEndElement();
	}

	private static void trace(XMLStreamWriter xml, EventLog.Case one, Locale locale) throws XMLStreamException {
		xml.writeStartElement("trace");
		value(xml, "string", "concept:name", one.number());
		value(xml, "string", "kind", one.kind());
		value(xml, "string", "priority", one.priority());
		value(xml, "string", "status", one.status());
		value(xml, "string", "team", text(one.team()));
		value(xml, "date", "created_at", one.createdAt().toInstant().toString());
		for (EventLog.Event event : one.events()) {
			xml.writeStartElement("event");
			value(xml, "string", "concept:name", event.label().in(locale));
			value(xml, "date", "time:timestamp", event.at().toString());
			value(xml, "string", "lifecycle:transition", "complete");
			value(xml, "string", "org:resource", text(event.person()));
			value(xml, "string", "org:group", text(event.team()));
			value(xml, "string", "element", event.element());
			value(xml, "string", "action", event.action());
			value(xml, "string", "process", event.processId());
			value(xml, "int", "version", Integer.toString(event.version()));
			xml.writeEndElement();
		}
		xml.writeEndElement();
	}

	private static void value(XMLStreamWriter xml, String type, String key, @Nullable String value)
			throws XMLStreamException {
		if (value != null) {
			xml.writeEmptyElement(type);
			xml.writeAttribute("key", key);
			xml.writeAttribute("value", value);
		}
	}

	private static @Nullable String text(@Nullable UUID id) {
		return (id != null) ? id.toString() : null;
	}

	private static void events(JsonGenerator json, EventLog.Case one, Locale locale, Set<String> activities,
			Map<UUID, String> others) throws IOException {
		if (one.team() != null) {
			others.put(one.team(), TEAM);
		}
		one.items().forEach((item) -> others.put(item, ITEM));
		for (EventLog.Event event : one.events()) {
			String activity = event.label().in(locale);
			activities.add(activity);
			json.writeStartObject();
			json.writeStringField("id", event.id().toString());
			json.writeStringField("type", activity);
			json.writeStringField("time", event.at().toString());
			json.writeArrayFieldStart("attributes");
			attribute(json, "element", event.element());
			attribute(json, "action", event.action());
			attribute(json, "version", Integer.toString(event.version()));
			json.writeEndArray();
			json.writeArrayFieldStart("relationships");
			relation(json, one.id(), "ticket");
			if (event.person() != null) {
				others.put(event.person(), PERSON);
				relation(json, event.person(), "done by");
			}
			if (event.team() != null) {
				others.put(event.team(), TEAM);
				relation(json, event.team(), "had by");
			}
			json.writeEndArray();
			json.writeEndObject();
		}
	}

	private static void ticket(JsonGenerator json, EventLog.Case one) throws IOException {
		Instant since = one.createdAt().toInstant();
		// what it says now it says since its last step at the latest
		Instant now = one.events().stream().map(EventLog.Event::at).max(Instant::compareTo).orElse(since);
		json.writeStartObject();
		json.writeStringField("id", one.id().toString());
		json.writeStringField("type", one.kind());
		json.writeArrayFieldStart("attributes");
		for (Map.Entry<String, String> attribute : new TreeMap<>(
				Map.of("number", one.number(), "priority", one.priority(), "status", one.status()))
			.entrySet()) {
			json.writeStartObject();
			json.writeStringField("name", attribute.getKey());
			json.writeStringField("time", (attribute.getKey().equals("number") ? since : now).toString());
			json.writeStringField("value", attribute.getValue());
			json.writeEndObject();
		}
		json.writeEndArray();
		json.writeArrayFieldStart("relationships");
		if (one.team() != null) {
			relation(json, one.team(), "with");
		}
		for (UUID item : one.items()) {
			relation(json, item, "concerns");
		}
		json.writeEndArray();
		json.writeEndObject();
	}

	private static void attribute(JsonGenerator json, String name, @Nullable String value) throws IOException {
		if (value != null) {
			json.writeStartObject();
			json.writeStringField("name", name);
			json.writeStringField("value", value);
			json.writeEndObject();
		}
	}

	private static void relation(JsonGenerator json, UUID object, String qualifier) throws IOException {
		json.writeStartObject();
		json.writeStringField("objectId", object.toString());
		json.writeStringField("qualifier", qualifier);
		json.writeEndObject();
	}

	private static void types(JsonGenerator json, String field, Set<String> names, Set<String> plain,
			String... attributes) throws IOException {
		json.writeArrayFieldStart(field);
		for (String name : names) {
			json.writeStartObject();
			json.writeStringField("name", name);
			json.writeArrayFieldStart("attributes");
			for (String attribute : plain.contains(name) ? new String[0] : attributes) {
				json.writeStartObject();
				json.writeStringField("name", attribute);
				json.writeStringField("type", "string");
				json.writeEndObject();
			}
			json.writeEndArray();
			json.writeEndObject();
		}
		json.writeEndArray();
	}

}
