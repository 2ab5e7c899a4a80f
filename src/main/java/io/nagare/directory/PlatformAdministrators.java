package io.nagare.directory;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Those who run the platform. A new installation has none. */
@Component
@Transactional
public class PlatformAdministrators {

	private final UserRepository users;

	private final UserManagement management;

	PlatformAdministrators(UserRepository users, UserManagement management) {
		this.users = users;
		this.management = management;
	}

	/** Whether there is one who may sign in. To be asked for the platform. */
	@Transactional(readOnly = true)
	public boolean exist() {
		return this.users.existsByRoleAndActiveTrue(Roles.PLATFORM);
	}

	/** Makes one; whoever calls it has asked whether that may be. For the platform. */
	public User appoint(String username, String email, String password) {
		return this.management.create(null, Roles.PLATFORM, null, new NewUser(username, email, "Administrator",
				"Platform", null, Roles.PLATFORM, null, null, null, false, null, password));
	}

}
