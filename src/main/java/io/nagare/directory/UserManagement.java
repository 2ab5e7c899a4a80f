package io.nagare.directory;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.SearchPattern;
import io.nagare.shared.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Creates and changes the users of a tenant, on behalf of its administrators; on behalf
 * of the platform's, their own kind and whoever must be locked out.
 */
@Component
@Transactional
public class UserManagement {

	/** What lists may be sorted by, and the property behind it. */
	public static final Map<String, String> SORTABLE = Map.of("username", "username", "email", "email", "first_name",
			"firstName", "last_name", "lastName", "role", "role", "department", "department", "created_at",
			"createdAt");

	private static final Sort BY_NAME = Sort.by("lastName", "firstName", "id");

	private final UserRepository users;

	private final TenantRepository tenants;

	private final UserPlaces places;

	private final PasswordHasher passwords;

	private final Administrators administrators;

	private final Clock clock;

	UserManagement(UserRepository users, TenantRepository tenants, UserPlaces places, PasswordHasher passwords,
			Administrators administrators, Clock clock) {
		this.users = users;
		this.tenants = tenants;
		this.places = places;
		this.passwords = passwords;
		this.administrators = administrators;
		this.clock = clock;
	}

	/**
	 * The users whose name, or for agents also user name or e-mail, contains a word.
	 * @param q the word; null for everybody
	 * @param narrowing by more than a name; others than agents may not ask, and find
	 * whoever is active
	 */
	@Transactional(readOnly = true)
	public Paged<User> list(Caller by, PageQuery query, @Nullable String q, UserNarrowing narrowing) {
		boolean reaches = by.reachesPeople();
		// whoever may not see a field may not learn it from an order or a match either
		Sort sort = Sort.by(query.sort()
			.stream()
			.filter((order) -> reaches || !order.field().equals("email"))
			.map((order) -> new Sort.Order(order.descending() ? Sort.Direction.DESC : Sort.Direction.ASC,
					SORTABLE.getOrDefault(order.field(), "id")))
			.toList());
		boolean mayRead = by.may("user:read");
		PageRequest page = PageRequest.of(query.page() - 1, query.limit(), mayRead ? sort.and(BY_NAME) : BY_NAME);
		String name = (q != null) ? SearchPattern.literal(q) : "";
		Page<User> found = mayRead ? this.users.search(SearchPattern.of(q), name, reaches,
				Optional.ofNullable(narrowing.role()).orElse(""), !narrowing.agents(), Roles.agents(),
				narrowing.inactiveToo(), this.clock.instant(), page) : this.users.searchByName(name, page);
		return Paged.of(found.getContent(), query, found.getTotalElements());
	}

	/**
	 * Creates a user: in the caller's tenant, or as another platform administrator.
	 * @throws Refusal FORBIDDEN for who may not; VALIDATION_FAILED; CONFLICT for a name
	 * that is taken, perhaps in another tenant
	 */
	public User create(Caller by, NewUser wanted) {
		by.demand("user:manage");
		onlyInPerson(by, "role", wanted.role() != null && !Roles.USER.equals(wanted.role()));
		onlyInPerson(by, "password", wanted.password() != null);
		String role = Optional.ofNullable(wanted.role()).orElse(by.isPlatform() ? Roles.PLATFORM : Roles.USER);
		this.administrators.checkGrant(by, role, by.isPlatform(), null);
		TenantId tenant = by.tenant();
		return create((tenant != null) ? tenant.id() : null, role, by.userId(), wanted);
	}

	/**
	 * Creates a user of any tenant; whoever calls it has asked whether that may be.
	 * @param by who gives him his role; null for nobody in particular
	 */
	User create(@Nullable UUID tenant, String role, @Nullable UUID by, NewUser wanted) {
		User user = new User(tenant, wanted.username(), role, PasswordHasher.NONE)
			.call(wanted.firstName().strip(), wanted.lastName().strip())
			.reachAt(wanted.email().strip(), wanted.phone())
			.placeIn(this.places.department(wanted.department(), wanted.departmentId(), Place.NONE))
			.placeAt(this.places.site(wanted.siteId(), Place.NONE))
			.speak(Optional.ofNullable(wanted.locale()).orElseGet(() -> languageOf(tenant)))
			.treatAsVip(Boolean.TRUE.equals(wanted.vip()))
			.givenBy(by);
		if (wanted.password() != null) {
			givePassword(user, wanted.password());
		}
		return UniqueNameViolations.refused(() -> this.users.saveAndFlush(user));
	}

	private String languageOf(@Nullable UUID tenant) {
		return Optional.ofNullable(tenant)
			.flatMap(this.tenants::findById)
			.map(Tenant::language)
			.orElse(Tenant.JAPANESE);
	}

	/**
	 * Changes a user. A new password, or deactivation, ends all his sign-ins.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who may not, and for platform
	 * administrators who would do more to a tenant's people than lock them out or let
	 * them in again; STALE; VALIDATION_FAILED; CONFLICT for an address that is taken and
	 * for who would lock himself out
	 */
	public User change(Caller by, UUID id, UserChanges changes, IfMatch ifMatch) {
		by.demand("user:manage");
		onlyInPerson(by, "role", changes.role().isPresent());
		onlyInPerson(by, "password", changes.password().isPresent());
		boolean mayLeave = changes.role().isPresent() || changes.isActive().isPresent();
		return mayLeave ? this.administrators.keepOne(by, changes.role().isPresent() ? "role" : "is_active",
				() -> changed(by, id, changes, ifMatch)) : changed(by, id, changes, ifMatch);
	}

	/**
	 * The language in which somebody is told things, as he chooses himself.
	 * @param locale {@code ja} or {@code en}
	 */
	public void speak(Caller by, String locale) {
		this.users.saveAndFlush(this.users.findById(by.userId()).orElseThrow(Refusal::notFound).speak(locale));
	}

	private User changed(Caller by, UUID id, UserChanges changes, IfMatch ifMatch) {
		User user = this.users.findById(id).orElseThrow(Refusal::notFound);
		ifMatch.check(user.version());
		if (user.erasedAt().isPresent()) {
			throw Refusal.conflict(null, "person_erased");
		}
		if (by.isPlatform() && user.tenant().isPresent()) {
			onlyLocksOut(changes);
		}
		changes.role().ifPresent((role) -> grant(by, user, role));
		changes.isActive().ifPresent((active) -> admit(by, user, active));
		user.call(changes.firstName().orElse(user.firstName()).strip(),
				changes.lastName().orElse(user.lastName()).strip());
		user.reachAt(changes.email().orElse(user.email()).strip(), changes.phone().orElse(user.phone()));
		place(user, changes);
		changes.managerId().ifPresent((manager) -> user.answerTo(checkedManager(user, manager)));
		changes.locale().ifPresent(user::speak);
		changes.vip().ifPresent(user::treatAsVip);
		changes.password().ifPresent((password) -> givePassword(user, password));
		return UniqueNameViolations.refused(() -> this.users.saveAndFlush(user));
	}

	private void place(User user, UserChanges changes) {
		if (changes.department().isPresent() || changes.departmentId().isPresent()) {
			user.placeIn(this.places.department(changes.department().orElse(null), changes.departmentId().orElse(null),
					user.place()));
		}
		changes.siteId().ifPresent((site) -> user.placeAt(this.places.site(site, user.place())));
	}

	/** Somebody else of the same tenant. */
	private @Nullable UUID checkedManager(User user, @Nullable UUID manager) {
		boolean known = manager == null || (!manager.equals(user.id())
				&& this.users.findById(manager).filter((one) -> one.tenant().equals(user.tenant())).isPresent());
		if (!known) {
			throw Refusal.invalid("manager_id", "unknown_user");
		}
		return manager;
	}

	/**
	 * Gives the caller himself a new password, which ends all his sign-ins. Who calls it
	 * has made sure that it is he.
	 * @throws Refusal VALIDATION_FAILED for a password that is too easy to guess
	 */
	public void changeOwnPassword(Caller by, String password) {
		User user = this.users.findById(by.userId()).orElseThrow(Refusal::notFound);
		givePassword(user, password);
		this.users.saveAndFlush(user);
	}

	/** Else whoever runs the platform could become anybody in every tenant. */
	private static void onlyLocksOut(UserChanges changes) {
		List<String> fields = changes.beyondAdmission();
		if (!fields.isEmpty()) {
			throw new Refusal(Refusal.Kind.FORBIDDEN,
					fields.stream().map((field) -> Refusal.Detail.of(field, "tenants_own_people")).toList());
		}
	}

	private void grant(Caller by, User user, String role) {
		if (!user.role().equals(role)) {
			this.administrators.checkGrant(by, role, user.tenant().isEmpty(), null);
			notOneself(by, user, "role");
			user.grant(role, by.userId());
		}
	}

	private static void admit(Caller by, User user, boolean active) {
		if (active) {
			user.reactivate();
		}
		else {
			notOneself(by, user, "is_active");
			user.deactivate();
		}
	}

	/** Else a program could become anybody, and stay when its token is revoked. */
	private static void onlyInPerson(Caller by, String field, boolean said) {
		if (said && by.program() != null) {
			throw CurrentCaller.byProgram(field);
		}
	}

	/** Else a tenant could end up without an administrator. */
	private static void notOneself(Caller by, User user, String field) {
		if (by.userId().equals(user.id())) {
			throw Refusal.conflict(field, "not_yourself");
		}
	}

	private void givePassword(User user, String password) {
		PasswordPolicy.check(password, user);
		user.changePassword(this.passwords.hash(password));
	}

	/**
	 * Which users are asked for.
	 *
	 * @param role only those who have it; null for any
	 * @param agents only those who work on tickets
	 * @param inactiveToo whether deactivated ones are among them
	 */
	public record UserNarrowing(@Nullable String role, boolean agents, boolean inactiveToo) {

		/** Whoever is active. */
		public static final UserNarrowing ACTIVE = new UserNarrowing(null, false, false);

	}

}
