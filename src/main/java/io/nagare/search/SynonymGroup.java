package io.nagare.search;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.DatedEntity;

/**
 * Words that mean the same in a tenant, or what it says in the place of a shipped group.
 */
@Entity
@Table(name = "search_synonyms")
class SynonymGroup extends DatedEntity<SynonymGroup> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private @Nullable String shippedKey;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private String[] words = new String[0];

	@Column(name = "is_active")
	private boolean active = true;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected SynonymGroup() {
	}

	SynonymGroup(@Nullable String shippedKey) {
		this.id = UUID.randomUUID();
		this.shippedKey = shippedKey;
	}

	UUID id() {
		return this.id;
	}

	/** The shipped group in whose place it stands. */
	Optional<String> shippedKey() {
		return Optional.ofNullable(this.shippedKey);
	}

	List<String> words() {
		return List.of(this.words);
	}

	/** Whether searches heed it. */
	boolean isActive() {
		return this.active;
	}

	/** Says these words from now on. They are right. */
	SynonymGroup say(List<String> words, boolean active) {
		this.words = words.toArray(String[]::new);
		this.active = active;
		return this;
	}

}
