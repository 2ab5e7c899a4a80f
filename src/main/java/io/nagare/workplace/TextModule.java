package io.nagare.workplace;

import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

import io.nagare.directory.Caller;
import io.nagare.shared.DatedEntity;

/**
 * A text that is written again and again, in one or both languages, with places that a
 * ticket fills.
 */
@Entity
@Table(name = "text_modules")
public class TextModule extends DatedEntity<TextModule> {

	static final String OWN = "own";

	static final String TEAM = "team";

	static final String TENANT = "tenant";

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private UUID ownerId;

	private String scope = OWN;

	private @Nullable UUID teamId;

	private String name;

	private @Nullable String contentJa;

	private @Nullable String contentEn;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected TextModule() {
	}

	TextModule(UUID ownerId, String name) {
		this.id = UUID.randomUUID();
		this.ownerId = ownerId;
		this.name = name;
	}

	public UUID id() {
		return this.id;
	}

	/** Who wrote it. */
	public UUID owner() {
		return this.ownerId;
	}

	/** Who uses it: {@code own}, {@code team} or {@code tenant}. */
	public String scope() {
		return this.scope;
	}

	/** The team that uses it; empty for other scopes. */
	public Optional<UUID> team() {
		return Optional.ofNullable(this.teamId);
	}

	public String name() {
		return this.name;
	}

	public Optional<String> contentJa() {
		return Optional.ofNullable(this.contentJa);
	}

	public Optional<String> contentEn() {
		return Optional.ofNullable(this.contentEn);
	}

	/** The text in the language; in the other one where it has no such text. */
	String content(boolean japanese) {
		String wanted = japanese ? this.contentJa : this.contentEn;
		String other = japanese ? this.contentEn : this.contentJa;
		return (wanted != null) ? wanted : (other != null) ? other : "";
	}

	boolean isUsedBy(Caller caller) {
		return switch (this.scope) {
			case TENANT -> true;
			case TEAM -> team().filter(caller.teams()::contains).isPresent();
			default -> this.ownerId.equals(caller.userId());
		};
	}

	/** Changes what the fields say; what is absent stays. */
	TextModule edit(TextModuleFields fields) {
		fields.name().ifPresent((value) -> this.name = value.strip());
		fields.contentJa().ifPresent((value) -> this.contentJa = value);
		fields.contentEn().ifPresent((value) -> this.contentEn = value);
		fields.scope().ifPresent((value) -> this.scope = value);
		fields.teamId().ifPresent((value) -> this.teamId = value);
		return this;
	}

}
