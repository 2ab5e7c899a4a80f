package io.nagare.workplace;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What a report says that is made again and again; whoever takes it, changes it freely.
 */
@Entity
@Table(name = "ticket_templates")
public class TicketTemplate extends SharedRecord<TicketTemplate> {

	private String kind;

	@JdbcTypeCode(SqlTypes.JSON)
	private Map<String, Object> fields = Map.of();

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected TicketTemplate() {
	}

	TicketTemplate(UUID ownerId, String kind, String name) {
		super(ownerId, name);
		this.kind = kind;
	}

	/** The path of the type of tickets, such as {@code incidents}. */
	public String kind() {
		return this.kind;
	}

	/** What the report says, by the names that a request gives its fields. */
	public Map<String, Object> fields() {
		return this.fields;
	}

	/** Changes what the fields say; what is absent stays. */
	TicketTemplate edit(TicketTemplateFields said) {
		share(said.name(), said.scope(), said.teamId());
		said.fields().ifPresent((value) -> this.fields = given(value));
		return this;
	}

	private static Map<String, Object> given(Map<String, @Nullable Object> fields) {
		Map<String, Object> given = new LinkedHashMap<>();
		fields.forEach((name, value) -> {
			if (value != null) {
				given.put(name, value);
			}
		});
		return given;
	}

}
