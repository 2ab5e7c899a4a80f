package io.nagare.intake.alert;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;

/** Reads what is said without an agreed form: JSON, a word, a number or a sentence. */
@Component
public class AlertMessageReader {

	private static final String MESSAGE = "message";

	private static final int LARGEST = 64 * 1024;

	private static final int DEEPEST = 4;

	private static final int MOST_AT_ONCE = 100;

	private static final Pattern WORD = Pattern.compile("\\p{Alpha}[\\w-]{0,30}");

	private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9][0-9.,eE+-]*");

	private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {
	};

	private final ObjectMapper json;

	/** Reads what is JSON from its first to its last letter. */
	private final ObjectReader whole;

	AlertMessageReader(ObjectMapper json) {
		this.json = json;
		this.whole = json.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
	}

	/** What a device publishes under a topic. */
	public AlertMessage published(String topic, byte[] payload) {
		int last = topic.lastIndexOf('/');
		String origin = (last > 0) ? topic.substring(0, last) : topic;
		if (payload.length > LARGEST) {
			return said(origin, topic, "size", String.valueOf(payload.length));
		}
		String text;
		try {
			text = Controls.without(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString())
				.strip();
		}
		catch (CharacterCodingException ex) {
			return said(origin, topic, "size", String.valueOf(payload.length));
		}
		if (text.startsWith("{")) {
			try {
				JsonNode object = this.json.readTree(text);
				return new AlertMessage("mqtt", origin, topic, "", values(object), payload(object));
			}
			catch (JsonProcessingException ex) {
				return said(origin, topic, MESSAGE, text);
			}
		}
		if (text.isEmpty()) {
			return new AlertMessage("mqtt", origin, topic, "", Map.of());
		}
		return said(origin, topic,
				NUMBER.matcher(text).matches() ? "value" : WORD.matcher(text).matches() ? "status" : MESSAGE, text);
	}

	/**
	 * What a program posts.
	 * @param source the hook
	 * @param name what it is about; the hook's own, unless a device's message is tried
	 */
	public AlertMessage posted(String source, String name, JsonNode object) {
		return new AlertMessage(source, "", name, "", values(object), payload(object));
	}

	/**
	 * What a program posts to its hook: one event, or several.
	 * @throws Refusal VALIDATION_FAILED for anything else, and for too many
	 */
	public List<AlertMessage> posted(String hook, JsonNode events) {
		List<JsonNode> each = events.isArray() ? StreamSupport.stream(events.spliterator(), false).toList()
				: List.of(events);
		if (each.size() > MOST_AT_ONCE) {
			throw Refusal.invalid("body", "too_many", MOST_AT_ONCE);
		}
		if (each.isEmpty() || !each.stream().allMatch(JsonNode::isObject)) {
			throw Refusal.invalid("body", "wrong_type", "object");
		}
		return each.stream().map((event) -> posted(hook, hook, event)).toList();
	}

	/** What a form says; the rule of recovery is not part of it. */
	public ObjectNode form(Map<String, String[]> fields) {
		ObjectNode object = this.json.createObjectNode();
		fields.forEach((name, values) -> {
			if (!name.equals("recovery") && values.length > 0) {
				object.put(Controls.without(name), Controls.without(values[0]));
			}
		});
		return object;
	}

	/** What a text says: an object or an array of them, or itself as the message. */
	public JsonNode text(String text) {
		String said = Controls.without(text).strip();
		ObjectNode message = this.json.createObjectNode().put(MESSAGE, said);
		if (!said.startsWith("{") && !said.startsWith("[")) {
			return message;
		}
		try {
			JsonNode read = this.whole.readTree(said);
			return (read.isObject() || read.path(0).isObject()) ? read : message;
		}
		catch (JsonProcessingException ex) {
			return message;
		}
	}

	private static AlertMessage said(String origin, String topic, String name, String value) {
		return new AlertMessage("mqtt", origin, topic, "", Map.of(name, value));
	}

	private Map<String, Object> payload(JsonNode object) {
		return this.json.convertValue(object, MAP);
	}

	private static Map<String, String> values(JsonNode object) {
		Map<String, String> values = new LinkedHashMap<>();
		add(values, "", object, 1);
		return values;
	}

	private static void add(Map<String, String> values, String name, JsonNode node, int depth) {
		if (node.isObject() && depth < DEEPEST) {
			node.properties()
				.forEach((one) -> add(values, name.isEmpty() ? one.getKey() : name + "." + one.getKey(), one.getValue(),
						depth + 1));
		}
		else if (!node.isNull() && values.size() < AlertMessage.MOST_VALUES) {
			values.put(name, node.isValueNode() ? node.asText() : node.toString());
		}
	}

}
