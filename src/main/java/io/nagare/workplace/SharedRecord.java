package io.nagare.workplace;

import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

import io.nagare.directory.Caller;
import io.nagare.shared.DatedEntity;
import io.nagare.shared.Refusal;

/**
 * What people keep by a name: each his own, a team's written by its members, the tenant's
 * by those who publish knowledge.
 *
 * @param <T> the record
 */
@MappedSuperclass
public abstract class SharedRecord<T extends SharedRecord<T>> extends DatedEntity<T> {

	static final String OWN = "own";

	static final String TEAM = "team";

	static final String TENANT = "tenant";

	private static final String PUBLISHES = "knowledge:publish";

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private UUID ownerId;

	private String scope = OWN;

	private @Nullable UUID teamId;

	private String name;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected SharedRecord() {
	}

	SharedRecord(UUID ownerId, String name) {
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

	boolean isUsedBy(Caller caller) {
		return switch (this.scope) {
			case TENANT -> true;
			case TEAM -> team().filter(caller.teams()::contains).isPresent();
			default -> this.ownerId.equals(caller.userId());
		};
	}

	/**
	 * Asks whether one who uses it may write it, too.
	 * @throws Refusal FORBIDDEN for the tenant's
	 */
	void demandWriter(Caller caller) {
		if (this.scope.equals(TENANT)) {
			caller.demand(PUBLISHES);
		}
	}

	/**
	 * Asks whether the caller may share it as it is shared.
	 * @throws Refusal FORBIDDEN with the whole tenant, VALIDATION_FAILED with a team that
	 * he does not belong to
	 */
	void demandSharing(Caller caller) {
		demandWriter(caller);
		boolean ofTeam = this.scope.equals(TEAM);
		if (ofTeam != team().isPresent()) {
			throw Refusal.invalid("team_id", ofTeam ? "required" : "not_for_scope", this.scope);
		}
		if (team().filter((team) -> !caller.teams().contains(team)).isPresent()) {
			throw Refusal.invalid("team_id", "not_in_team");
		}
	}

	/** Changes what is said; what is absent stays. */
	void share(JsonNullable<String> name, JsonNullable<String> scope, JsonNullable<@Nullable UUID> teamId) {
		name.ifPresent((value) -> this.name = value.strip());
		scope.ifPresent((value) -> this.scope = value);
		teamId.ifPresent((value) -> this.teamId = value);
	}

}
