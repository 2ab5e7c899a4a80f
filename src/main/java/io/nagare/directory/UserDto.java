package io.nagare.directory;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nagare.shared.Versioned;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A user as others may see him. Who only reports sees others' names and nothing more; the
 * rest is then absent. {@code vip} is for agents; who need not reach people sees their
 * addresses and numbers masked.
 */
@Schema(name = "User")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserDto(UUID id, @Nullable String username, @Nullable String email, String firstName, String lastName,
		@Nullable String phone, @Nullable String role, @Nullable String department, @Nullable UUID departmentId,
		@Nullable UUID siteId, @Nullable UUID managerId, @Nullable Boolean isActive, @Nullable Boolean vip,
		@Schema(allowableValues = {
				"ja", "en" }) @Nullable String locale,
		@Nullable List<TeamRef> teams, long version) implements Versioned{

	private static final String MASK = "***";

	private static final int SHOWN_OF_NUMBER = 2;

	public static UserDto nameOf(User user) {
		return new UserDto(user.id(), null, null, user.firstName(), user.lastName(), null, null, null, null, null, null,
				null, null, null, null, user.version());
	}

	public static UserDto of(User user, List<TeamRef> teams, boolean withVip) {
		return new UserDto(user.id(), user.username(), user.email(), user.firstName(), user.lastName(), user.phone(),
				user.role(), user.department(), user.place().departmentId(), user.place().siteId(),
				user.manager().orElse(null), user.isActive(), withVip ? user.isVip() : null, user.locale(), teams,
				user.version());
	}

	/** The same with so much of address and number as tells namesakes apart. */
	public UserDto masked() {
		return new UserDto(this.id, this.username,
				(this.email != null) ? masked(this.email, this.email.indexOf('@')) : null, this.firstName,
				this.lastName, (this.phone != null) ? masked(this.phone, this.phone.length() - SHOWN_OF_NUMBER) : null,
				this.role, this.department, this.departmentId, this.siteId, this.managerId, this.isActive, this.vip,
				this.locale, this.teams, this.version);
	}

	private static String masked(String text, int shownFrom) {
		return MASK + text.substring(Math.max(shownFrom, 0));
	}

	/** A team by id and name. */
	@Schema(name = "TeamRef")
	public record TeamRef(UUID id, String name) {

		public static TeamRef of(Team team) {
			return new TeamRef(team.id(), team.name());
		}

	}

}
