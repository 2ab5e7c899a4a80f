package io.nagare.sdk;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The parameters of a call. */
public abstract class Query<Q extends Query<Q>> {

	private final Map<String, List<?>> said = new TreeMap<>();

	protected Query() {
	}

	/** A parameter that this client knows or not; null takes it back. */
	@SuppressWarnings("unchecked") // Q is the class itself
	public final Q set(String name, Object value) {
		if (value == null) {
			this.said.remove(name);
		}
		else {
			this.said.put(name, (value instanceof Collection<?> many) ? List.copyOf(many) : List.of(value));
		}
		return (Q) this;
	}

	final Map<String, List<?>> said() {
		return this.said;
	}

}
