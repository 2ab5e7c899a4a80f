package io.nagare.sdk;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An object of the API as JSON says it. What this client does not know stays in it, and what was set to null is
 * another thing than what was not set.
 */
public abstract class JsonObject<T extends JsonObject<T>> {

	private final ObjectNode json;

	protected JsonObject() {
		this(Json.MAPPER.createObjectNode());
	}

	protected JsonObject(ObjectNode json) {
		this.json = json;
	}

	/** All of it. */
	@JsonValue
	public final ObjectNode json() {
		return this.json;
	}

	/** A field; null for none. */
	protected final <V> V get(String name, Class<V> type) {
		return Json.read(this.json.path(name), type);
	}

	/** The entries of a field; empty for none. */
	protected final <V> List<V> list(String name, Class<V> type) {
		return Json.list(this.json.path(name), type);
	}

	/** A field that this client knows or not, such as one of a form. */
	@SuppressWarnings("unchecked") // T is the class itself
	public final T set(String name, Object value) {
		this.json.set(name, Json.written(value));
		return (T) this;
	}

	@Override
	public final boolean equals(Object other) {
		return other != null && other.getClass() == getClass() && ((JsonObject<?>) other).json.equals(this.json);
	}

	@Override
	public final int hashCode() {
		return this.json.hashCode();
	}

	@Override
	public final String toString() {
		return this.json.toString();
	}

}
