package io.nagare.shared;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * JSON as it stands: trees, maps and texts, without the names, dates and strictness of
 * the API, whose mapper is Spring's.
 */
public final class PlainJson {

	/** Nobody changes its settings. */
	public static final ObjectMapper MAPPER = new ObjectMapper(
			JsonFactory.builder().streamReadConstraints(JsonBounds.ofNames()).build());

	private PlainJson() {
	}

}
