package io.nagare.workflow.internal.check;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.directory.ExternalTaskWorkers;
import io.nagare.directory.Team;
import io.nagare.directory.User;

/** What models may refer to that is no model: teams, and topics that programs serve. */
@Component
class TenantReferences {

	/** Asked late, since the directory uses the engine itself. */
	private final ObjectProvider<Directory> directory;

	private final ObjectProvider<ExternalTaskWorkers> workers;

	TenantReferences(ObjectProvider<Directory> directory, ObjectProvider<ExternalTaskWorkers> workers) {
		this.directory = directory;
		this.workers = workers;
	}

	/**
	 * The topics that the tenant's programs serve; null for a model that all tenants
	 * share, which nobody's programs serve.
	 */
	@Nullable Set<String> served(@Nullable String owner) {
		return (owner == null) ? null
				: this.workers.stream()
					.flatMap((workers) -> workers.topics().stream())
					.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Whether there is such a person, by user name, among those at work; what all tenants
	 * share may name somebody whom each has.
	 */
	boolean isThere(@Nullable String owner, String username) {
		return owner == null || this.directory.stream()
			.flatMap((directory) -> directory.userByUsername(username).stream())
			.anyMatch(User::isActive);
	}

	/** Whether it is a team of the tenant; what all tenants share names none. */
	boolean isAtWork(@Nullable String owner, UUID team) {
		return owner != null && this.directory.stream()
			.flatMap((directory) -> directory.team(team).stream())
			.anyMatch(Team::isActive);
	}

}
