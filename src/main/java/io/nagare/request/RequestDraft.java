package io.nagare.request;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import io.nagare.shared.DatedEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A request that somebody has begun and not sent; nobody else sees it. */
@Entity
@Table(name = "request_drafts")
public class RequestDraft extends DatedEntity<RequestDraft> {

	private static final String TYPE = "type";

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private UUID ownerId;

	@JdbcTypeCode(SqlTypes.JSON)
	private Map<String, Object> fields = Map.of();

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected RequestDraft() {
	}

	RequestDraft(UUID ownerId, Map<String, ? extends @Nullable Object> fields) {
		this.id = UUID.randomUUID();
		this.ownerId = ownerId;
		fill(fields);
	}

	public UUID id() {
		return this.id;
	}

	/** What it asks for, a word of the models. */
	public String type() {
		return String.valueOf(this.fields.get(TYPE));
	}

	/** What the request says so far, by the names of its fields. */
	public Map<String, Object> fields() {
		return this.fields;
	}

	boolean isOf(UUID person) {
		return this.ownerId.equals(person);
	}

	/** Says something else from now on; what is left empty is not said. */
	final RequestDraft fill(Map<String, ? extends @Nullable Object> said) {
		Map<String, Object> given = new LinkedHashMap<>();
		said.forEach((name, value) -> {
			if (value != null) {
				given.put(name, value);
			}
		});
		this.fields = given;
		return this;
	}

}
