package io.nagare.workplace;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.nagare.directory.Caller;
import io.nagare.shared.DatedEntity;

/** A list of tickets that somebody looks at again and again, alone or with a team. */
@Entity
@Table(name = "saved_views")
public class SavedView extends DatedEntity<SavedView> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private UUID ownerId;

	private @Nullable UUID teamId;

	private String kind;

	private String name;

	private String filter = "";

	@JdbcTypeCode(SqlTypes.ARRAY)
	private String[] columns = new String[0];

	private @Nullable String sort;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected SavedView() {
	}

	SavedView(UUID ownerId, String kind, String name) {
		this.id = UUID.randomUUID();
		this.ownerId = ownerId;
		this.kind = kind;
		this.name = name;
	}

	public UUID id() {
		return this.id;
	}

	/** Who saved it. */
	public UUID owner() {
		return this.ownerId;
	}

	/** The team that sees it too; empty where it is its owner's alone. */
	public Optional<UUID> team() {
		return Optional.ofNullable(this.teamId);
	}

	/** The path of the type of tickets, such as {@code incidents}. */
	public String kind() {
		return this.kind;
	}

	public String name() {
		return this.name;
	}

	/** Which tickets: the parameters of the list as an address has them. */
	public String filter() {
		return this.filter;
	}

	/** What of each is shown, from the first column to the last; empty for the usual. */
	public List<String> columns() {
		return List.of(this.columns);
	}

	/** In which order; empty for the list's own. */
	public Optional<String> sort() {
		return Optional.ofNullable(this.sort);
	}

	boolean isReadBy(Caller caller) {
		return this.ownerId.equals(caller.userId()) || team().filter(caller.teams()::contains).isPresent();
	}

	/** Changes what the fields say; what is absent stays. */
	SavedView edit(SavedViewFields fields) {
		fields.name().ifPresent((value) -> this.name = value.strip());
		fields.filter().ifPresent((value) -> this.filter = value);
		fields.columns().ifPresent((value) -> this.columns = value.toArray(new String[0]));
		fields.sort().ifPresent((value) -> this.sort = value);
		fields.teamId().ifPresent((value) -> this.teamId = value);
		return this;
	}

}
