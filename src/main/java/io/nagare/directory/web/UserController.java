package io.nagare.directory.web;

import io.nagare.directory.UserDto;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.DirectoryQueries;
import io.nagare.directory.NewUser;
import io.nagare.directory.User;
import io.nagare.directory.UserChanges;
import io.nagare.directory.UserManagement;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The users of the caller's tenant. */
@RestController
@RequestMapping("/api/v1/users")
@Tag(name = "Users")
class UserController {

	private final CurrentCaller currentCaller;

	private final DirectoryQueries register;

	private final UserManagement management;

	private final UserViews views;

	UserController(CurrentCaller currentCaller, DirectoryQueries register, UserManagement management, UserViews views) {
		this.currentCaller = currentCaller;
		this.register = register;
		this.management = management;
		this.views = views;
	}

	@GetMapping
	Paged<UserDto> listUsers(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String sort, @RequestParam(required = false) @Nullable String q,
			@RequestParam(required = false) @Nullable String role, @RequestParam(defaultValue = "false") boolean agents,
			@RequestParam(name = "include_inactive", defaultValue = "false") boolean inactiveToo) {
		Caller caller = this.currentCaller.require();
		PageQuery query = PageQuery.of(page, limit, sort, null, List.copyOf(UserManagement.SORTABLE.keySet()));
		Paged<User> found = this.management.list(caller, query, q,
				new UserManagement.UserNarrowing(role, agents, inactiveToo));
		return new Paged<>(this.views.of(found.items(), caller), found.page(), found.size(), found.total(),
				found.totalIsLowerBound(), null);
	}

	@GetMapping("/{id}")
	UserDto readUser(@PathVariable UUID id) {
		return this.views.of(this.register.user(id).orElseThrow(Refusal::notFound), this.currentCaller.require());
	}

	@PostMapping
	ResponseEntity<UserDto> createUser(@Valid @RequestBody NewUser wanted) {
		Caller caller = this.currentCaller.require();
		User user = this.management.create(caller, wanted);
		return ResponseEntity.created(URI.create("/api/v1/users/" + user.id())).body(this.views.of(user, caller));
	}

	@PatchMapping("/{id}")
	UserDto changeUser(@PathVariable UUID id, @Valid @RequestBody UserChanges changes, IfMatch ifMatch) {
		Caller caller = this.currentCaller.require();
		return this.views.of(this.management.change(caller, id, changes, ifMatch), caller);
	}

}
