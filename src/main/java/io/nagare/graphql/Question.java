package io.nagare.graphql;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * What is asked, as GraphQL over HTTP and over WebSockets both write it.
 *
 * @param locale the language of refusals
 */
record Question(String query, @Nullable String operationName, Map<String, Object> variables,
		Map<String, Object> extensions, Locale locale) {

	private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {
	};

	/** Empty for what is no question. */
	static Optional<Question> of(JsonNode said, Locale locale, ObjectMapper json) {
		JsonNode name = said.path("operationName");
		if (!said.path("query").isTextual() || !isText(name) || !isObject(said.path("variables"))
				|| !isObject(said.path("extensions"))) {
			return Optional.empty();
		}
		return Optional.of(new Question(said.path("query").asText(), name.isTextual() ? name.asText() : null,
				fields(said.path("variables"), json), fields(said.path("extensions"), json), locale));
	}

	private static boolean isText(JsonNode value) {
		return value.isTextual() || isAbsent(value);
	}

	private static boolean isObject(JsonNode value) {
		return value.isObject() || isAbsent(value);
	}

	private static boolean isAbsent(JsonNode value) {
		return value.isMissingNode() || value.isNull();
	}

	private static Map<String, Object> fields(JsonNode value, ObjectMapper json) {
		return value.isObject() ? json.convertValue(value, FIELDS) : Map.of();
	}

}
