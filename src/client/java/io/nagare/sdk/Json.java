package io.nagare.sdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads and writes values. */
final class Json {

	static final ObjectMapper MAPPER = new ObjectMapper();

	private Json() {
	}

	/** Null for nothing. */
	static <V> V read(JsonNode value, Class<V> type) {
		if (value.isMissingNode() || value.isNull()) {
			return null;
		}
		if (type == Instant.class) {
			return type.cast(OffsetDateTime.parse(value.asText()).toInstant());
		}
		if (type == LocalDate.class) {
			return type.cast(LocalDate.parse(value.asText()));
		}
		try {
			return MAPPER.treeToValue(value, type);
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static <V> List<V> list(JsonNode values, Class<V> type) {
		List<V> read = new ArrayList<>();
		values.forEach((value) -> read.add(read(value, type)));
		return read;
	}

	static JsonNode written(Object value) {
		if (value instanceof TemporalAccessor) {
			return MAPPER.getNodeFactory().textNode(value.toString());
		}
		if (value instanceof Collection<?> values) {
			return MAPPER.getNodeFactory().arrayNode().addAll(values.stream().map(Json::written).toList());
		}
		return MAPPER.valueToTree(value);
	}

	static byte[] bytes(Object value) {
		try {
			return MAPPER.writeValueAsBytes(written(value));
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static JsonNode tree(byte[] bytes) {
		try {
			return MAPPER.readTree(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
