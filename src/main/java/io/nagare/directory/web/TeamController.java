package io.nagare.directory.web;

import io.nagare.directory.UserDto;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.DirectoryQueries;
import io.nagare.directory.Team;
import io.nagare.directory.TeamManagement;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.Versioned;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The teams of the caller's tenant. */
@RestController
@RequestMapping("/api/v1/teams")
@Tag(name = "Teams")
class TeamController {

	private final CurrentCaller currentCaller;

	private final DirectoryQueries register;

	private final TeamManagement management;

	private final UserViews users;

	TeamController(CurrentCaller currentCaller, DirectoryQueries register, TeamManagement management, UserViews users) {
		this.currentCaller = currentCaller;
		this.register = register;
		this.management = management;
		this.users = users;
	}

	@GetMapping
	Paged<TeamDto> listTeams(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		Caller caller = reader();
		return Paged.of(this.register.teams(), PageQuery.of(page, limit)).map((team) -> TeamDto.of(team, caller));
	}

	@GetMapping("/{id}")
	TeamDto readTeam(@PathVariable UUID id) {
		return TeamDto.of(team(id), reader());
	}

	@GetMapping("/{id}/members")
	List<UserDto> listMembers(@PathVariable UUID id) {
		Caller caller = reader();
		caller.demand("team:read");
		return this.users.of(this.register.membersOf(team(id).id()), caller);
	}

	@PostMapping
	ResponseEntity<TeamDto> createTeam(@Valid @RequestBody TeamManagement.NewTeam wanted) {
		Caller caller = this.currentCaller.require();
		Team team = this.management.create(caller, wanted);
		return ResponseEntity.created(URI.create("/api/v1/teams/" + team.id())).body(TeamDto.of(team, caller));
	}

	@PatchMapping("/{id}")
	TeamDto changeTeam(@PathVariable UUID id, @Valid @RequestBody TeamManagement.TeamChanges changes, IfMatch ifMatch) {
		Caller caller = this.currentCaller.require();
		return TeamDto.of(this.management.change(caller, id, changes, ifMatch), caller);
	}

	@PutMapping("/{id}/members/{user_id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void addMember(@PathVariable UUID id, @PathVariable("user_id") UUID userId) {
		this.management.join(this.currentCaller.require(), id, userId);
	}

	@PatchMapping("/{id}/members/{user_id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Bounds how many of the team's tickets a member is given at most; for the team's manager too")
	void changeMember(@PathVariable UUID id, @PathVariable("user_id") UUID userId,
			@Valid @RequestBody TeamManagement.MemberChanges changes) {
		this.management.bound(this.currentCaller.require(), id, userId, changes);
	}

	@DeleteMapping("/{id}/members/{user_id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void removeMember(@PathVariable UUID id, @PathVariable("user_id") UUID userId) {
		this.management.leave(this.currentCaller.require(), id, userId);
	}

	/** A platform administrator belongs to no tenant, so he has no teams to look at. */
	private Caller reader() {
		return this.currentCaller.requireMember();
	}

	private Team team(UUID id) {
		return this.register.team(id).orElseThrow(Refusal::notFound);
	}

	/** A team. Who only reports does not see who leads it and what it costs. */
	@Schema(name = "Team")
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record TeamDto(UUID id, String name, @Nullable String description, @Nullable UUID managerId, boolean isActive,
			boolean isDefault, boolean isFirstLine, @Nullable Integer hourlyRate, long version) implements Versioned {

		static TeamDto of(Team team, Caller caller) {
			return new TeamDto(team.id(), team.name(), team.description(),
					caller.may("team:read") ? team.manager().orElse(null) : null, team.isActive(), team.isDefault(),
					team.isFirstLine(), caller.may("team:read") ? team.hourlyRate().orElse(null) : null,
					team.version());
		}

	}

}
