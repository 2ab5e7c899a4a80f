package io.nagare.directory;

import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** Who somebody is, and to which teams he belongs. */
@Component
class DirectoryPersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(PersonalStore
			.of("account", Fate.ANONYMISED, "users.username", "users.email", "users.username_key", "users.email_key",
					"users.name_key", "users.first_name", "users.last_name", "users.phone", "users.manager_id")
			.read("""
					SELECT username, email, first_name, last_name, phone, role,
					       (SELECT d.name FROM organization_units d WHERE d.id = users.department_id) AS department,
					       (SELECT s.name FROM organization_units s WHERE s.id = users.site_id) AS site, manager_id, is_active, vip, locale,
					       created_at, updated_at, erased_at
					  FROM users WHERE id = :person
					""")
			.erase("""
					UPDATE users SET username = :tombstone, email = :tombstone || '@invalid', first_name = '', last_name = :called,
					       phone = NULL, department_id = NULL, site_id = NULL, manager_id = NULL, vip = false, hashed_password = :nopassword, version = version + 1
					 WHERE id = :person
					""")
			.erase("""
					UPDATE users SET manager_id = NULL, version = version + 1 WHERE manager_id = :person
					"""),

				// who gave whom which right stays on record, by keys alone
				PersonalStore
					.of("roles", Fate.TOMBSTONE, "role_grants.user_id", "role_grants.granted_by",
							"role_grants.ended_by", "role_grants.reason", "users.role_granted_by")
					.read("""
							SELECT id, role, reason, granted_at, ends_at, ended_at, user_id = :person AS mine, granted_by = :person AS given
							  FROM role_grants WHERE :person IN (user_id, granted_by, ended_by) ORDER BY granted_at
							""")
					.erase("""
							UPDATE role_grants g
							   SET ended_at = greatest(granted_at, now()), version = version + 1,
							       permissions = (SELECT r.permissions FROM tenant_roles r WHERE r.id = g.tenant_role_id)
							 WHERE user_id = :person AND ended_at IS NULL
							""")
					.erase("""
							UPDATE role_grants SET reason = left(without_names(reason, :names, :called), 500)
							 WHERE names_person(reason, :names)
							"""),
				PersonalStore.of("teams", Fate.DELETED, "team_members.user_id", "teams.manager_id")
					.read("""
							SELECT t.id, t.name, t.manager_id = :person AS leads FROM teams t
							 WHERE t.manager_id = :person OR t.id IN (SELECT team_id FROM team_members WHERE user_id = :person)
							""")
					.erase("""
							DELETE FROM team_members WHERE user_id = :person
							""")
					.erase("""
							UPDATE teams SET manager_id = NULL, version = version + 1 WHERE manager_id = :person
							"""));
	}

	@Override
	public Map<String, String> hindrances() {
		return Map.of("leads_team", """
				SELECT name FROM teams WHERE manager_id = :person AND is_active ORDER BY name
				""");
	}

}
