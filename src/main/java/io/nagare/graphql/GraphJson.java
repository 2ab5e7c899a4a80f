package io.nagare.graphql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.cmdb.ConfigurationItem;
import io.nagare.ticket.TicketFields;
import io.nagare.ticket.TicketFieldsReader;
import io.nagare.ticket.TicketType;

/**
 * Values of the REST API as GraphQL asks for them, and what GraphQL says as the REST API
 * reads and checks it.
 */
@Component
class GraphJson {

	private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE_CASE = new PropertyNamingStrategies.SnakeCaseStrategy();

	private final ObjectMapper json;

	private final TicketFieldsReader reader;

	GraphJson(ObjectMapper json, TicketFieldsReader reader) {
		this.json = json.copy();
		this.reader = reader;
	}

	/** A name of the schema as the REST API has it. */
	static String snakeCase(String name) {
		return SNAKE_CASE.translate(name);
	}

	/** A field of what the REST API would answer. */
	@Nullable Object property(DataFetchingEnvironment environment) {
		Object source = Objects.requireNonNull(environment.getSource());
		Map<String, @Nullable Object> fields = (source instanceof Map<?, ?>) ? cast(source) : fields(source);
		return fields.get(snakeCase(environment.getField().getName()));
	}

	private Map<String, @Nullable Object> cast(Object source) {
		return this.json.convertValue(source, new TypeReference<Map<String, @Nullable Object>>() {
		});
	}

	/** All fields that the REST API would answer. */
	Map<String, @Nullable Object> fields(Object source) {
		if (source instanceof ConfigurationItem item) {
			Map<String, @Nullable Object> fields = new LinkedHashMap<>();
			fields.put("id", item.id());
			fields.put("name", item.name());
			fields.put("ci_class", item.ciClass());
			fields.put("tier", item.tier());
			fields.put("description", item.description());
			return fields;
		}
		return cast(source);
	}

	/** As maps, lists and plain values. */
	Object plain(Object source) {
		return this.json.convertValue(source, Object.class);
	}

	/** The input as the REST API would read and check it. */
	TicketFields said(TicketType<?, ?> type, Map<String, Object> input) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		input.forEach((name, value) -> fields.put(snakeCase(name), value));
		return this.reader.read(type, fields);
	}

}
