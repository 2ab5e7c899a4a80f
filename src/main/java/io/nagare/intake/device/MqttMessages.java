package io.nagare.intake.device;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.stereotype.Component;

/** Reads what devices publish: JSON, a word, a number or a sentence. */
@Component
class MqttMessages {

	private static final int LARGEST = 64 * 1024;

	private static final int DEEPEST = 4;

	private static final Pattern WORD = Pattern.compile("\\p{Alpha}[\\w-]{0,30}");

	private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9][0-9.,eE+-]*");

	private final ObjectMapper json;

	MqttMessages(ObjectMapper json) {
		this.json = json;
	}

	DeviceMessage read(String topic, byte[] payload) {
		int last = topic.lastIndexOf('/');
		return new DeviceMessage("mqtt", (last > 0) ? topic.substring(0, last) : topic, topic, "", values(payload));
	}

	private Map<String, String> values(byte[] payload) {
		if (payload.length > LARGEST) {
			return Map.of("size", String.valueOf(payload.length));
		}
		String text;
		try {
			text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString().strip();
		}
		catch (CharacterCodingException ex) {
			return Map.of("size", String.valueOf(payload.length));
		}
		if (text.startsWith("{")) {
			try {
				Map<String, String> values = new LinkedHashMap<>();
				add(values, "", this.json.readTree(text), 1);
				return values;
			}
			catch (JsonProcessingException ex) {
				return Map.of("message", text);
			}
		}
		if (text.isEmpty()) {
			return Map.of();
		}
		return Map.of(NUMBER.matcher(text).matches() ? "value" : WORD.matcher(text).matches() ? "status" : "message",
				text);
	}

	private static void add(Map<String, String> values, String name, JsonNode node, int depth) {
		if (node.isObject() && depth < DEEPEST) {
			node.properties()
				.forEach((one) -> add(values, name.isEmpty() ? one.getKey() : name + "." + one.getKey(), one.getValue(),
						depth + 1));
		}
		else if (!node.isNull() && values.size() < DeviceMessage.MOST_VALUES) {
			values.put(name, node.isValueNode() ? node.asText() : node.toString());
		}
	}

}
