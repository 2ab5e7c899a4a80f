package io.nagare.graphql;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A ticket of whatever kind, of which more is read as it is asked for.
 *
 * @param fields what the REST API shows of it
 */
record TicketNode(UUID id, String kind, String number, long version, Map<String, @Nullable Object> fields) {

	/** A field by its name in the schema. */
	@Nullable Object field(String name) {
		return switch (name) {
			case "kind" -> this.kind;
			case "number" -> this.number;
			case "version" -> this.version;
			case "statusWord" -> this.fields.get("status");
			default -> this.fields.get(GraphJson.snakeCase(name));
		};
	}

}
