package io.nagare.announcement;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.Caller;
import io.nagare.directory.Directory;
import io.nagare.directory.Roles;
import io.nagare.directory.User;
import io.nagare.shared.Tenancy;

/**
 * Whom configuration items concern: those who answer for them, by themselves or as a
 * team, and those who have a ticket open about them; of all that stands on them too. Who
 * merely uses a service is on no record.
 */
@Component
@Transactional(readOnly = true)
class ConcernQueries {

	private static final String OWN = """
			SELECT DISTINCT unnest(ci_ids) FROM tickets_view WHERE tenant_id = :tenant AND reporter_id = :user
			   AND phase IN ('open', 'in_work', 'on_hold')
			""";

	private static final String REPORTERS = """
			SELECT DISTINCT reporter_id FROM tickets_view WHERE tenant_id = :tenant AND ci_ids && :items
			   AND phase IN ('open', 'in_work', 'on_hold')
			""";

	private final NamedParameterJdbcTemplate jdbc;

	private final Cmdb cmdb;

	private final Directory directory;

	ConcernQueries(NamedParameterJdbcTemplate jdbc, Cmdb cmdb, Directory directory) {
		this.jdbc = jdbc;
		this.cmdb = cmdb;
		this.directory = directory;
	}

	/** All items that concern the caller. */
	Set<UUID> itemsOf(Caller caller) {
		Set<UUID> his = new HashSet<>(this.cmdb.ownedBy(caller.userId(), caller.teams()));
		his.addAll(this.jdbc.queryForList(OWN, Map.of("tenant", Tenancy.require().id(), "user", caller.userId()),
				UUID.class));
		return this.cmdb.foundations(his);
	}

	/** Everybody active whom the items concern; everybody of the tenant without items. */
	Set<UUID> peopleOf(Collection<UUID> items) {
		if (items.isEmpty()) {
			return everybody();
		}
		Set<UUID> reached = this.cmdb.surroundings(items).closure();
		List<ConfigurationItem> cis = this.cmdb.items(reached);
		Set<UUID> people = new TreeSet<>();
		cis.stream().map(ConfigurationItem::ownerUser).flatMap(Optional::stream).forEach(people::add);
		List<UUID> teams = cis.stream().map(ConfigurationItem::ownerTeam).flatMap(Optional::stream).distinct().toList();
		this.directory.membersOf(teams).stream().map(User::id).forEach(people::add);
		people.addAll(this.jdbc.queryForList(REPORTERS,
				Map.of("tenant", Tenancy.require().id(), "items", reached.toArray(UUID[]::new)), UUID.class));
		return people;
	}

	/** Everybody active of the tenant. */
	Set<UUID> everybody() {
		Set<UUID> all = new TreeSet<>();
		this.directory.withRoles(Roles.all()).stream().map(User::id).forEach(all::add);
		return all;
	}

}
