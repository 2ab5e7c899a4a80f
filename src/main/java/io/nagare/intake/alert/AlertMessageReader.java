package io.nagare.intake.alert;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.stereotype.Component;

/** Reads what is said without an agreed form: JSON, a word, a number or a sentence. */
@Component
public class AlertMessageReader {

	private static final int LARGEST = 64 * 1024;

	private static final int DEEPEST = 4;

	private static final Pattern WORD = Pattern.compile("\\p{Alpha}[\\w-]{0,30}");

	private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9][0-9.,eE+-]*");

	private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {
	};

	private final ObjectMapper json;

	AlertMessageReader(ObjectMapper json) {
		this.json = json;
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
				return said(origin, topic, "message", text);
			}
		}
		if (text.isEmpty()) {
			return new AlertMessage("mqtt", origin, topic, "", Map.of());
		}
		return said(origin, topic,
				NUMBER.matcher(text).matches() ? "value" : WORD.matcher(text).matches() ? "status" : "message", text);
	}

	/**
	 * What a program posts.
	 * @param source the hook
	 * @param name what it is about; the hook's own, unless a device's message is tried
	 */
	public AlertMessage posted(String source, String name, JsonNode object) {
		return new AlertMessage(source, "", name, "", values(object), payload(object));
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
