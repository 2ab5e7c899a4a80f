package io.nagare.directory;

import java.util.UUID;

import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Creates and changes the teams of a tenant, on behalf of its administrators. */
@Component
@Transactional
public class TeamManagement {

	/** The highest hourly rate. */
	static final int DEAREST = 10_000_000;

	private final TeamRepository teams;

	private final TeamMemberRepository members;

	private final UserRepository users;

	private final Callers callers;

	TeamManagement(TeamRepository teams, TeamMemberRepository members, UserRepository users, Callers callers) {
		this.teams = teams;
		this.members = members;
		this.users = users;
		this.callers = callers;
	}

	/**
	 * Creates a team without members.
	 * @throws Refusal FORBIDDEN for who may not; VALIDATION_FAILED for an unknown
	 * manager; CONFLICT for a name that is taken
	 */
	public Team create(Caller by, NewTeam wanted) {
		by.demand("team:manage");
		checkManager(wanted.managerId());
		return UniqueNameViolations.refused(() -> this.teams.saveAndFlush(
				new Team(wanted.name().strip(), wanted.description(), wanted.managerId()).cost(wanted.hourlyRate())
					.takeFirst(Boolean.TRUE.equals(wanted.isFirstLine()))));
	}

	/**
	 * Changes a team.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who may not; STALE; VALIDATION_FAILED for
	 * an unknown manager; CONFLICT for a name that is taken
	 */
	public Team change(Caller by, UUID id, TeamChanges changes, IfMatch ifMatch) {
		by.demand("team:manage");
		Team team = team(id);
		ifMatch.check(team.version());
		changes.name().ifPresent((name) -> team.rename(name.strip()));
		changes.description().ifPresent(team::describe);
		changes.managerId().ifPresent((manager) -> {
			checkManager(manager);
			team.leadBy(manager);
		});
		changes.hourlyRate().ifPresent(team::cost);
		changes.isFirstLine().ifPresent(team::takeFirst);
		changes.isDefault().ifPresent((standard) -> {
			if (standard) {
				this.teams.findByStandardTrue()
					.filter((other) -> !other.id().equals(id))
					.ifPresent((other) -> this.teams.saveAndFlush(other.takeTheRest(false)));
			}
			team.takeTheRest(standard);
		});
		changes.isActive().ifPresent((active) -> {
			if (active) {
				team.restore();
			}
			else {
				team.dissolve();
			}
		});
		return UniqueNameViolations.refused(() -> this.teams.saveAndFlush(team));
	}

	/**
	 * Puts a user into a team; who is in it stays in it.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who may not
	 */
	public void join(Caller by, UUID teamId, UUID userId) {
		by.demand("team:manage");
		Team team = team(teamId);
		User user = this.users.findById(userId).orElseThrow(Refusal::notFound);
		if (!this.members.existsByTeamIdAndUserId(team.id(), user.id())) {
			this.members.save(new TeamMember(team.id(), user.id()));
			this.callers.forget();
		}
	}

	/**
	 * Takes a user out of a team; who is not in it stays out.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who may not
	 */
	public void leave(Caller by, UUID teamId, UUID userId) {
		by.demand("team:manage");
		if (this.members.deleteByTeamIdAndUserId(team(teamId).id(), userId) > 0) {
			this.callers.forget();
		}
	}

	/**
	 * Bounds how many of the team's tickets a member is given at most, for who manages
	 * teams or is this one's manager. What somebody takes himself is not bound by it.
	 * @throws Refusal NOT_FOUND for who is not in the team; FORBIDDEN for who may not
	 */
	public void bound(Caller by, UUID teamId, UUID userId, MemberChanges changes) {
		demandAgent(by);
		Team team = team(teamId);
		demandManager(by, team);
		TeamMember member = this.members.findByTeamIdAndUserId(team.id(), userId).orElseThrow(Refusal::notFound);
		changes.capacity().ifPresent((capacity) -> this.members.save(member.bound(capacity)));
	}

	/**
	 * Demands somebody who manages all teams, or is this one's manager.
	 * @throws Refusal FORBIDDEN for everybody else
	 */
	public static void demandManager(Caller by, Team team) {
		if (!isManager(by, team)) {
			throw Refusal.forbidden();
		}
	}

	/** Whether somebody manages all teams, or is this one's manager. */
	public static boolean isManager(Caller by, Team team) {
		return by.may("team:manage") || (by.isAgent() && team.manager().filter(by.userId()::equals).isPresent());
	}

	/** Nobody else can be a team's manager to the purpose. */
	private static void demandAgent(Caller by) {
		if (!by.isAgent()) {
			by.demand("team:manage");
		}
	}

	private Team team(UUID id) {
		return this.teams.findById(id).orElseThrow(Refusal::notFound);
	}

	private void checkManager(@Nullable UUID id) {
		if (id != null && this.users.findById(id).filter(User::isActive).isEmpty()) {
			throw Refusal.invalid("manager_id", "unknown_reference");
		}
	}

	/**
	 * A team that is to be created.
	 *
	 * @param name unique in the tenant, in any case of letters
	 * @param description may be null
	 * @param managerId the user to escalate to; may be null
	 * @param hourlyRate what an hour of it costs, in whole units of the tenant's
	 * currency; may be null
	 * @param isFirstLine whether people turn to it first; null for no
	 */
	public record NewTeam(@NotBlank @Size(max = 100) String name, @Nullable @Size(max = 2000) String description,
			@Nullable UUID managerId, @Nullable @Min(0) @Max(DEAREST) Integer hourlyRate,
			@Nullable Boolean isFirstLine) {
	}

	/** What is to change about a team; what is absent stays. */
	public record TeamChanges(JsonNullable<@NotBlank @Size(max = 100) String> name,
			JsonNullable<@Nullable @Size(max = 2000) String> description, JsonNullable<@Nullable UUID> managerId,
			JsonNullable<@NotNull Boolean> isActive, JsonNullable<@NotNull Boolean> isDefault,
			JsonNullable<@NotNull Boolean> isFirstLine,
			JsonNullable<@Nullable @Min(0) @Max(DEAREST) Integer> hourlyRate) {
	}

	/**
	 * What is to change about somebody's place in a team; what is absent stays.
	 *
	 * @param capacity how many of the team's tickets are given to the person at most;
	 * null: any
	 */
	public record MemberChanges(JsonNullable<@Nullable @Min(0) @Max(10_000) Integer> capacity) {
	}

}
