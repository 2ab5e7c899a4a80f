package io.nagare.directory;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.nagare.shared.AuditableEvent;
import io.nagare.shared.OffRecord;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.ParamDef;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/**
 * A person, or a program that acts like one. Platform administrators belong to no tenant,
 * which Hibernate's {@code @TenantId} cannot express; a filter that is always on takes
 * its place here.
 */
@Entity
@Table(name = "users")
@FilterDef(name = "ownTenant", autoEnabled = true,
		parameters = { @ParamDef(name = "tenant", type = UUID.class, resolver = UserTenantFilter.Id.class),
				@ParamDef(name = "everyone", type = Boolean.class, resolver = UserTenantFilter.Everyone.class) })
@Filter(name = "ownTenant", condition = "(:everyone or tenant_id = :tenant)")
public class User extends DirectoryEntry<User> {

	private static final Set<Character.UnicodeScript> JAPANESE = Set.of(Character.UnicodeScript.HAN,
			Character.UnicodeScript.HIRAGANA, Character.UnicodeScript.KATAKANA);

	@Id
	private UUID id;

	@Column(updatable = false)
	private @Nullable UUID tenantId;

	@Column(updatable = false)
	private String username;

	private String email;

	// in lower case; written by the database, read by the repository's queries
	@OffRecord("the user name once more")
	@Column(insertable = false, updatable = false)
	private @Nullable String usernameKey;

	@OffRecord("the address once more")
	@Column(insertable = false, updatable = false)
	private @Nullable String emailKey;

	// folded, without blanks, the family name before and after the given one
	@OffRecord("the name once more")
	@Column(insertable = false, updatable = false)
	private @Nullable String nameKey;

	private String firstName;

	private String lastName;

	private @Nullable String phone;

	private @Nullable UUID siteId;

	private @Nullable UUID departmentId;

	/** The name of the department, read with the person. */
	@Formula("(SELECT d.name FROM organization_units d WHERE d.id = department_id)")
	private @Nullable String department;

	private @Nullable UUID managerId;

	private String role;

	private Instant roleGrantedAt = Instant.now();

	private @Nullable UUID roleGrantedBy;

	/** Small, and needed wherever somebody asks what the person may do. */
	@OneToMany(fetch = FetchType.EAGER)
	@JoinColumn(name = "user_id", insertable = false, updatable = false)
	@SQLRestriction("ended_at IS NULL")
	@BatchSize(size = 200)
	private Set<RoleGrant> grants = new HashSet<>();

	@Column(name = "is_active")
	private boolean active = true;

	private boolean vip;

	private String locale = "ja";

	private @Nullable Instant erasedAt;

	@OffRecord("a secret")
	private String hashedPassword;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected User() {
	}

	User(@Nullable UUID tenantId, String username, String role, String hashedPassword) {
		this.id = UUID.randomUUID();
		this.tenantId = tenantId;
		this.username = username;
		this.email = username;
		this.firstName = "";
		this.lastName = "";
		this.role = role;
		this.hashedPassword = hashedPassword;
	}

	public UUID id() {
		return this.id;
	}

	/** The tenant; empty for a platform administrator. */
	public Optional<UUID> tenant() {
		return Optional.ofNullable(this.tenantId);
	}

	/** The name to sign in with, and the person's id in the engine. It never changes. */
	public String username() {
		return this.username;
	}

	public String email() {
		return this.email;
	}

	public String firstName() {
		return this.firstName;
	}

	public String lastName() {
		return this.lastName;
	}

	/** Family name first, as in Japanese. */
	public String fullName() {
		return (this.lastName + " " + this.firstName).strip();
	}

	/** Given name first, as in English; a name in kanji or kana keeps its order. */
	public String nameInEnglish() {
		boolean japanese = (this.lastName + this.firstName).codePoints()
			.mapToObj(Character.UnicodeScript::of)
			.anyMatch(JAPANESE::contains);
		return japanese ? fullName() : (this.firstName + " " + this.lastName).strip();
	}

	public @Nullable String phone() {
		return this.phone;
	}

	/** Where the person works, and for whom. */
	public Place place() {
		return new Place(this.siteId, this.departmentId);
	}

	/** The name of the department. */
	public @Nullable String department() {
		return this.department;
	}

	/** Whose people he is one of; empty for nobody's. */
	public Optional<UUID> manager() {
		return Optional.ofNullable(this.managerId);
	}

	/**
	 * His main role, a word of {@link Roles}. What he holds now in all,
	 * {@link RolesInForce} knows.
	 */
	public String role() {
		return this.role;
	}

	/** What he holds beside it, ended or not. */
	Set<RoleGrant> grants() {
		return this.grants;
	}

	public boolean isActive() {
		return this.active;
	}

	/** Whether the person's tickets weigh more. */
	public boolean isVip() {
		return this.vip;
	}

	/** The language to write to the person in: {@code ja} or {@code en}. */
	public String locale() {
		return this.locale;
	}

	/** When all that told who it was went; empty for somebody known. */
	public Optional<Instant> erasedAt() {
		return Optional.ofNullable(this.erasedAt);
	}

	String hashedPassword() {
		return this.hashedPassword;
	}

	User call(String firstName, String lastName) {
		this.firstName = firstName;
		this.lastName = lastName;
		return this;
	}

	User reachAt(String email, @Nullable String phone) {
		this.email = email;
		this.phone = phone;
		return this;
	}

	User placeAt(@Nullable UUID site) {
		this.siteId = site;
		return this;
	}

	User placeIn(@Nullable OrganizationUnit department) {
		this.departmentId = (department != null) ? department.id() : null;
		this.department = (department != null) ? department.name() : null;
		return this;
	}

	User answerTo(@Nullable UUID manager) {
		if (!Objects.equals(manager, this.managerId)) {
			registerEvent(new ManagerChanged(this.id, this.tenantId, this.managerId, manager));
		}
		this.managerId = manager;
		return this;
	}

	User speak(String locale) {
		this.locale = locale;
		return this;
	}

	User treatAsVip(boolean vip) {
		this.vip = vip;
		return this;
	}

	/** Gives another main role; null where nobody in particular gives it. */
	User grant(String role, @Nullable UUID by) {
		if (!this.role.equals(role)) {
			this.role = role;
			givenBy(by);
			registerEvent(new RoleChanged(this.id, this.tenantId, role));
		}
		return this;
	}

	/** Says who has given him the main role just now. */
	User givenBy(@Nullable UUID by) {
		this.roleGrantedAt = Instant.now();
		this.roleGrantedBy = by;
		return this;
	}

	User changePassword(String hashedPassword) {
		this.hashedPassword = hashedPassword;
		registerEvent(new PasswordChanged(this.id, this.tenantId));
		return this;
	}

	/** Nothing is deleted: tickets go on naming the person. */
	User deactivate() {
		if (this.active) {
			this.active = false;
			registerEvent(new Deactivated(this.id, this.username, this.tenantId));
		}
		return this;
	}

	/** His key alone stays; the names go with what others keep of him. */
	User erase(Instant at) {
		this.erasedAt = at;
		return this;
	}

	User reactivate() {
		if (!this.active) {
			this.active = true;
			registerEvent(new Reactivated(this.id, this.tenantId));
		}
		return this;
	}

	/** Something happened to a person's right to be here. */
	public sealed interface Event extends AuditableEvent {

		/** Whose right. */
		UUID user();

		/** The key of that person's tenant; null for a platform administrator. */
		@Nullable UUID tenant();

		/** His tenant sees it, whoever does it. */
		@Override
		default @Nullable UUID owner() {
			return tenant();
		}

		@Override
		default String entityType() {
			return "user";
		}

		@Override
		default String entityId() {
			return user().toString();
		}

	}

	/** The person has another role and thus other permissions. */
	public record RoleChanged(UUID user, @Nullable UUID tenant, String role) implements Event {

		@Override
		public String action() {
			return "user.role_changed";
		}

		@Override
		public Map<String, Object> facts() {
			return Map.of("role", this.role);
		}

	}

	/**
	 * The person holds another role beside the main one.
	 *
	 * @param until when it ends by itself; null for never
	 */
	public record RoleGranted(UUID user, @Nullable UUID tenant, String role, @Nullable Instant until) implements Event {

		@Override
		public String action() {
			return "user.role_granted";
		}

		@Override
		public Map<String, Object> facts() {
			Map<String, Object> facts = new LinkedHashMap<>(Map.of("role", this.role));
			if (this.until != null) {
				facts.put("until", this.until.toString());
			}
			return facts;
		}

	}

	/**
	 * A role beside the main one is the person's no more.
	 *
	 * @param how by its own end, or because somebody took it away
	 */
	public record RoleEnded(UUID user, @Nullable UUID tenant, String role, String how) implements Event {

		static final String EXPIRED = "expired";

		static final String TAKEN_AWAY = "taken_away";

		@Override
		public String action() {
			return "user.role_ended";
		}

		@Override
		public Map<String, Object> facts() {
			return Map.of("role", this.role, "how", this.how);
		}

	}

	/** The former password no longer opens anything. */
	public record PasswordChanged(UUID user, @Nullable UUID tenant) implements Event {

		@Override
		public String action() {
			return "user.password_changed";
		}

	}

	/**
	 * The person is refused from now on.
	 *
	 * @param username his name, by which the engine knows him
	 */
	public record Deactivated(UUID user, String username, @Nullable UUID tenant) implements Event {

		@Override
		public String action() {
			return "user.deactivated";
		}

	}

	/**
	 * Somebody else decides on what the person asks for.
	 *
	 * @param former who did; null for nobody
	 * @param manager who does from now on; null for nobody
	 */
	public record ManagerChanged(UUID user, @Nullable UUID tenant, @Nullable UUID former,
			@Nullable UUID manager) implements Event {

		@Override
		public String action() {
			return "user.manager_changed";
		}

		@Override
		public Map<String, Object> facts() {
			return named(this.manager);
		}

		@Override
		public Map<String, Object> before() {
			return named(this.former);
		}

		private static Map<String, Object> named(@Nullable UUID manager) {
			return (manager != null) ? Map.of("manager_id", manager.toString()) : Map.of();
		}

	}

	/** The person may sign in again. */
	public record Reactivated(UUID user, @Nullable UUID tenant) implements Event {

		@Override
		public String action() {
			return "user.reactivated";
		}

	}

}
