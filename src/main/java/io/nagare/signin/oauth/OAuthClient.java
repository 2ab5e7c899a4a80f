package io.nagare.signin.oauth;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.nagare.shared.OffRecord;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * A program that an administrator has let into his tenant, in the sense of RFC 6749: on
 * behalf of its people, who sign in for it, or as one user of the role integrator.
 */
@Entity
@Table(name = "oauth_clients")
public class OAuthClient extends AbstractAggregateRoot<OAuthClient> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private String name;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private String[] redirectUris;

	@Column(updatable = false)
	private @Nullable UUID actsAsId;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private String[] topics;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private String @Nullable [] scopes;

	@OffRecord("a secret")
	private @Nullable String secretHash;

	@Column(name = "is_active")
	private boolean active = true;

	@Version
	private @Nullable Integer version;

	@Column(updatable = false)
	private Instant createdAt;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected OAuthClient() {
	}

	OAuthClient(String name, List<String> redirectUris, @Nullable UUID actsAsId, List<String> topics,
			@Nullable String secretHash) {
		this.id = UUID.randomUUID();
		this.name = name;
		this.redirectUris = redirectUris.toArray(String[]::new);
		this.actsAsId = actsAsId;
		this.topics = topics.toArray(String[]::new);
		this.secretHash = secretHash;
		this.createdAt = Instant.now();
	}

	/** Also its {@code client_id}. */
	public UUID id() {
		return this.id;
	}

	@Nullable UUID tenantId() {
		return this.tenantId;
	}

	public String name() {
		return this.name;
	}

	/** Where people are sent back to; none, and nobody signs in for it. */
	public List<String> redirectUris() {
		return List.of(this.redirectUris);
	}

	/** The user as whom it acts by itself; empty where it only acts for others. */
	public Optional<UUID> actsAs() {
		return Optional.ofNullable(this.actsAsId);
	}

	/** The topics of external tasks that it serves when it acts by itself. */
	public List<String> topics() {
		return List.of(this.topics);
	}

	/**
	 * The permissions that its tokens are limited to, in the order of the alphabet; empty
	 * where they may do all that whom it acts for may.
	 */
	public Optional<List<String>> scopes() {
		return Optional.ofNullable(this.scopes).map(List::of);
	}

	/**
	 * Whether a token of these scopes keeps to the client's limit.
	 * @param scopes none for a token without a limit
	 */
	boolean mayBeGiven(Set<String> scopes) {
		return scopes().map((own) -> !scopes.isEmpty() && own.containsAll(scopes)).orElse(true);
	}

	/** Whether it has a secret to prove itself with. */
	public boolean isConfidential() {
		return this.secretHash != null;
	}

	@Nullable String secretHash() {
		return this.secretHash;
	}

	public boolean isActive() {
		return this.active;
	}

	/** Counts the changes; 0 for a new one. */
	public int version() {
		return (this.version != null) ? this.version : 0;
	}

	public Instant createdAt() {
		return this.createdAt;
	}

	OAuthClient rename(String name) {
		this.name = name;
		return this;
	}

	OAuthClient returnTo(List<String> redirectUris) {
		this.redirectUris = redirectUris.toArray(String[]::new);
		return this;
	}

	OAuthClient serve(List<String> topics) {
		this.topics = topics.toArray(String[]::new);
		return this;
	}

	/**
	 * Limits its tokens. Where that takes something away, all that it was given ends.
	 * @param scopes permissions; null for no limit
	 */
	OAuthClient limitTo(@Nullable List<String> scopes) {
		boolean wider = scopes == null || (this.scopes != null && scopes.containsAll(List.of(this.scopes)));
		this.scopes = (scopes != null) ? scopes.toArray(String[]::new) : null;
		if (!wider) {
			registerEvent(new Limited(this.id));
		}
		return this;
	}

	/** The former secret is refused from now on. */
	OAuthClient proveBy(String secretHash) {
		this.secretHash = secretHash;
		return this;
	}

	OAuthClient deactivate() {
		if (this.active) {
			this.active = false;
			registerEvent(new Deactivated(this.id));
		}
		return this;
	}

	OAuthClient reactivate() {
		this.active = true;
		return this;
	}

	/** What it was given is refused from now on. */
	public sealed interface Ended {

		UUID client();

	}

	/** The client is refused from now on, whomever it acts for. */
	public record Deactivated(UUID client) implements Ended {
	}

	/** The client may do less from now on. */
	public record Limited(UUID client) implements Ended {
	}

}
