package io.nagare.workflow.internal;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

import io.nagare.shared.Tenancy;

/**
 * The values that go out with external tasks while these wait. The engine shows its
 * variables to everybody who may look at processes; these are for the one program that
 * fetches them.
 */
@Component
public class ExternalTaskInputs {

	private static final String KEEP = """
			INSERT INTO external_task_inputs (tenant_id, execution_id, name, value) VALUES (?, ?, ?, ?::jsonb)
			ON CONFLICT (execution_id, name) DO UPDATE SET value = excluded.value
			""";

	private static final ObjectMapper JSON = JsonMapper.builder().findAndAddModules().build();

	private final JdbcTemplate jdbc;

	ExternalTaskInputs(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Keeps a value: a text, a number, a truth or nothing; all else becomes a text.
	 * @param execution id of the execution that waits
	 */
	public void keep(String execution, String name, @Nullable Object value) {
		boolean plain = value == null || value instanceof String || value instanceof Number || value instanceof Boolean;
		this.jdbc.update(KEEP, Tenancy.require().id(), execution, name, json(plain ? value : String.valueOf(value)));
	}

	/** The values that were kept, by name. */
	public Map<String, @Nullable Object> of(String execution) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		this.jdbc.query("SELECT name, value FROM external_task_inputs WHERE execution_id = ? ORDER BY name",
				(RowCallbackHandler) (row) -> values.put(row.getString(1), value(row.getString(2))), execution);
		return values;
	}

	/** Nobody waits for them any more. */
	public void remove(String execution) {
		this.jdbc.update("DELETE FROM external_task_inputs WHERE execution_id = ?", execution);
	}

	private static String json(@Nullable Object value) {
		try {
			return JSON.writeValueAsString(value);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private static @Nullable Object value(String json) {
		try {
			return JSON.readValue(json, Object.class);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
