package io.nagare.directory;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * People of the demo who hold a second role: a shipped one for a while, and one that the
 * tenant has made itself.
 */
@Component
@Profile("demo")
@Order(1)
class DemoRoleGrants implements ApplicationRunner {

	private static final Duration WHILE = Duration.ofDays(30);

	private final DemoPeople people;

	private final RoleManagement roles;

	private final RoleGrants grants;

	private final RoleGrantRepository stored;

	DemoRoleGrants(DemoPeople people, RoleManagement roles, RoleGrants grants, RoleGrantRepository stored) {
		this.people = people;
		this.roles = roles;
		this.grants = grants;
		this.stored = stored;
	}

	@Override
	public void run(ApplicationArguments args) {
		this.people.as("admin", () -> (this.stored.count() > 0) ? this.stored.count() : grant());
	}

	private long grant() {
		Caller admin = this.people.callerOf("admin");
		this.grants.grant(admin, this.people.idOf("network1"), new RoleGrants.NewGrant(Roles.PROCESS_OWNER,
				Instant.now().plus(WHILE), "ネットワークの変更手順の見直し / Reviews how networks are changed"));
		String desk = this.roles
			.create(admin,
					new RoleManagement.NewRole("contract_desk", "契約窓口", "Contract desk",
							"ベンダーと保守契約の登録 / Keeps suppliers and maintenance contracts",
							Set.of("vendor:read", "vendor:manage", "cmdb:read"), null))
			.key();
		this.grants.grant(admin, this.people.idOf("agent2"), new RoleGrants.NewGrant(desk, null, null));
		return 2;
	}

}
