package io.nagare.directory;

import java.time.Duration;
import java.time.Instant;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Somebody of the demo who holds a second role for a while. */
@Component
@Profile("demo")
@Order(1)
class DemoRoleGrants implements ApplicationRunner {

	private static final Duration WHILE = Duration.ofDays(30);

	private final DemoPeople people;

	private final RoleGrants grants;

	private final RoleGrantRepository stored;

	DemoRoleGrants(DemoPeople people, RoleGrants grants, RoleGrantRepository stored) {
		this.people = people;
		this.grants = grants;
		this.stored = stored;
	}

	@Override
	public void run(ApplicationArguments args) {
		this.people.as("admin", () -> (this.stored.count() > 0) ? this.stored.count() : grant("network1"));
	}

	private long grant(String username) {
		this.grants.grant(this.people.callerOf("admin"), this.people.idOf(username), new RoleGrants.NewGrant(
				Roles.PROCESS_OWNER, Instant.now().plus(WHILE), "ネットワークの変更手順の見直し / Reviews how networks are changed"));
		return 1;
	}

}
