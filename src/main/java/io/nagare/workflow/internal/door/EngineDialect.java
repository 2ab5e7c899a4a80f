package io.nagare.workflow.internal.door;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.dto.VariableValueDto;
import org.camunda.bpm.engine.rest.mapper.JacksonConfigurator;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.value.PrimitiveValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;

/** Reads and writes what calls of the engine's REST API carry, in its words. */
@Component
class EngineDialect {

	private final ProcessEngine engine;

	private final ObjectMapper json = JacksonConfigurator.configureObjectMapper(new ObjectMapper());

	EngineDialect(ProcessEngine engine) {
		this.engine = engine;
	}

	/**
	 * The body of a call.
	 * @throws Refusal VALIDATION_FAILED where it is none of that sort
	 */
	<T> T read(JsonNode said, Class<T> type) {
		try {
			return this.json.treeToValue(said, type);
		}
		catch (JsonProcessingException ex) {
			throw Refusal.invalid("body", "bad_format");
		}
	}

	JsonNode tree(Object answer) {
		return this.json.valueToTree(answer);
	}

	void write(Object answer, OutputStream into) throws IOException {
		this.json.writeValue(into, answer);
	}

	/**
	 * Values as Java has them. A form answers with values and with lists of texts.
	 * @throws Refusal VALIDATION_FAILED where something is more than that
	 */
	Map<String, @Nullable Object> fields(@Nullable Map<String, VariableValueDto> variables) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		if (variables != null) {
			variables.values().removeIf(Objects::isNull);
			Map<String, VariableValueDto> plain = new LinkedHashMap<>();
			variables.forEach((name, variable) -> {
				if ("json".equalsIgnoreCase(variable.getType())) {
					fields.put(name, texts(name, variable.getValue()));
				}
				else if (variable.getValue() == null) {
					// Tasklist says nothing by another type than texts
					fields.put(name, null);
				}
				else {
					plain.put(name, variable);
				}
			});
			VariableMap typed = VariableValueDto.toMap(plain, this.engine, this.json);
			for (String name : typed.keySet()) {
				TypedValue value = typed.getValueTyped(name);
				if (!(value instanceof PrimitiveValue<?>) && value.getType() != null) {
					throw Refusal.invalid(name, "wrong_type", "string");
				}
				fields.put(name, value.getValue());
			}
		}
		return fields;
	}

	private List<String> texts(String name, @Nullable Object json) {
		try {
			String[] texts = this.json.readValue(String.valueOf(json), String[].class);
			return (texts != null) ? Arrays.asList(texts) : List.of();
		}
		catch (JsonProcessingException ex) {
			throw Refusal.invalid(name, "wrong_type", "array");
		}
	}

}
