package io.nagare.directory;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A role that a tenant has made itself: some of the permissions there are. People hold it
 * beside their main role, by a {@link RoleGrant}.
 */
@Entity
@Table(name = "tenant_roles")
public class TenantRole extends DirectoryEntry<TenantRole> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	@Column(updatable = false)
	private String key;

	private String nameJa = "";

	private String nameEn = "";

	private @Nullable String description;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private String[] permissions = new String[0];

	@Column(updatable = false)
	private @Nullable String countsAs;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected TenantRole() {
	}

	TenantRole(String key, @Nullable String countsAs) {
		this.id = UUID.randomUUID();
		this.key = key;
		this.countsAs = countsAs;
	}

	public UUID id() {
		return this.id;
	}

	/** Its word, which is none of {@link Roles}. It never changes. */
	public String key() {
		return this.key;
	}

	public String nameJa() {
		return this.nameJa;
	}

	public String nameEn() {
		return this.nameEn;
	}

	public @Nullable String description() {
		return this.description;
	}

	/** All that it allows, in order. */
	public List<String> permissions() {
		return List.of(this.permissions);
	}

	/**
	 * The shipped role among whose people models and notices count those who hold it;
	 * empty where among none. It never changes.
	 */
	public Optional<String> countsAs() {
		return Optional.ofNullable(this.countsAs);
	}

	TenantRole call(String nameJa, String nameEn) {
		this.nameJa = nameJa;
		this.nameEn = nameEn;
		return this;
	}

	TenantRole describe(@Nullable String description) {
		this.description = description;
		return this;
	}

	/** Allows these from now on, and no others. They are checked. */
	TenantRole allow(Collection<String> permissions) {
		this.permissions = Set.copyOf(permissions).stream().sorted().toArray(String[]::new);
		return this;
	}

}
