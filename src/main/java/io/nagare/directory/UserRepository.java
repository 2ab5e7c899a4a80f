package io.nagare.directory;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** Users of the bound tenant; of all tenants for the platform. */
interface UserRepository extends JpaRepository<User, UUID> {

	@Query("select u from User u where u.usernameKey = lower(:username)")
	Optional<User> findByUsername(String username);

	@Query("select u from User u where u.emailKey = lower(:email)")
	Optional<User> findByEmail(String email);

	/**
	 * Those of whom one of the words is the user name or the address.
	 * @param words in lower case
	 */
	@Query("select u from User u where u.usernameKey in :words or u.emailKey in :words")
	List<User> identified(Collection<String> words);

	/**
	 * Those of whom one of the words is the whole name, in either order.
	 * @param words in lower case
	 */
	@Query("""
			select u from User u where trim(lower(concat(u.lastName, ' ', u.firstName))) in :words
			or trim(lower(concat(u.firstName, ' ', u.lastName))) in :words""")
	List<User> called(Collection<String> words, Pageable most);

	/** Nobody else changes him until the transaction ends. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select u from User u where u.id = :id")
	Optional<User> lock(UUID id);

	/**
	 * Everybody active who holds one of the roles at that moment, or counts among its
	 * people, by name.
	 */
	@Query("""
			select u from User u where u.active = true and (u.role in :roles
			or exists (select g from RoleGrant g left join g.own o where g.userId = u.id
			and (g.role in :roles or o.countsAs in :roles) and g.endedAt is null and (g.endsAt is null or g.endsAt > :now)))
			order by u.lastName, u.firstName""")
	List<User> holding(Collection<String> roles, Instant now);

	/** The active members of the teams, in no order. */
	@Query("""
			select u from User u where u.active = true
			and u.id in (select m.userId from TeamMember m where m.teamId in :teams)""")
	List<User> membersOf(Collection<UUID> teams);

	boolean existsByRoleAndActiveTrue(String role);

	boolean existsByManagerIdAndActiveTrue(UUID manager);

	/** Whether anybody active of the tenant holds the role without an end. */
	@Query("""
			select count(u) > 0 from User u where u.active = true and u.tenantId = :tenant and (u.role = :role
			or exists (select g from RoleGrant g where g.userId = u.id and g.role = :role
			and g.endedAt is null and g.endsAt is null))""")
	boolean isHeldForGood(UUID tenant, String role);

	/**
	 * Looks for a part of a user name, an address or a name.
	 * @param pattern in lower case
	 * @param name any part of it, in either order, with or without a space between
	 * @param ofAll whether it does not matter who holds one of the roles
	 * @param roles only people who hold one of these or count among its people
	 */
	@Query("""
			select u from User u where (u.usernameKey like :pattern escape '\\'
			or u.nameKey
			like concat('%', replace(cast(function('folded', :name) as String), ' ', ''), '%') escape '\\'
			or (:byAddress = true and u.emailKey like :pattern escape '\\'))
			and (:role = '' or u.role = :role
			or exists (select g from RoleGrant g where g.userId = u.id and g.role = :role
			and g.endedAt is null and (g.endsAt is null or g.endsAt > :now)))
			and (:ofAll = true or u.role in :roles
			or exists (select g from RoleGrant g left join g.own o where g.userId = u.id
			and (g.role in :roles or o.countsAs in :roles) and g.endedAt is null and (g.endsAt is null or g.endsAt > :now)))
			and (u.active = true or :inactiveToo = true)""")
	Page<User> search(String pattern, String name, boolean byAddress, String role, boolean ofAll,
			Collection<String> roles, boolean inactiveToo, Instant now, Pageable page);

	/** The same for people who may not know others' user names and addresses. */
	@Query("""
			select u from User u where u.active = true
			and u.nameKey
			like concat('%', replace(cast(function('folded', :name) as String), ' ', ''), '%') escape '\\'""")
	Page<User> searchByName(String name, Pageable page);

}
