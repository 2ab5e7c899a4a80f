package io.nagare.cmdb.type;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.directory.Directory;
import io.nagare.directory.Place;
import io.nagare.directory.Team;
import io.nagare.directory.UnitKind;
import io.nagare.directory.User;
import io.nagare.shared.Refusal.Detail;

/**
 * Holds what is said about items to the tenant's types and people, within one
 * transaction, in which it reads each type once.
 */
public final class CiFactsValidator {

	private final CiTypes types;

	private final Directory directory;

	private final Map<String, Optional<CiType>> known = new HashMap<>();

	public CiFactsValidator(CiTypes types, Directory directory) {
		this.types = types;
		this.directory = directory;
	}

	public Optional<CiType> type(String key) {
		return this.known.computeIfAbsent(key, this.types::held);
	}

	/**
	 * What is wrong, each named by its field. What was said before is not questioned
	 * again: an owner may have left, and a type may have learned to ask for more.
	 * @param before null for a new item
	 */
	public List<Detail> wrong(CiFacts facts, @Nullable CiFacts before) {
		List<Detail> wrong = new ArrayList<>();
		if (before == null || !before.ciClass().equals(facts.ciClass())
				|| !before.attributes().equals(facts.attributes())) {
			type(facts.ciClass()).ifPresentOrElse((type) -> wrong.addAll(type.definition().check(facts.attributes())),
					() -> wrong.add(Detail.of("ci_class", "unknown_ci_type")));
		}
		UUID user = facts.ownerUserId();
		if (user != null && !(before != null && user.equals(before.ownerUserId()))
				&& this.directory.user(user).filter(User::isActive).isEmpty()) {
			wrong.add(Detail.of("owner_user_id", "unknown_user"));
		}
		UUID team = facts.ownerTeamId();
		if (team != null && !(before != null && team.equals(before.ownerTeamId()))
				&& this.directory.team(team).filter(Team::isActive).isEmpty()) {
			wrong.add(Detail.of("owner_team_id", "unknown_team"));
		}
		Place known = (before != null) ? before.place() : Place.NONE;
		checkUnit(UnitKind.SITE, facts.place().siteId(), known.siteId(), wrong);
		checkUnit(UnitKind.DEPARTMENT, facts.place().departmentId(), known.departmentId(), wrong);
		if (facts.maintenance() != null
				&& !(before != null && Objects.equals(facts.maintenance(), before.maintenance()))) {
			wrong.addAll(facts.maintenance().check());
		}
		return wrong;
	}

	private void checkUnit(UnitKind kind, @Nullable UUID unit, @Nullable UUID before, List<Detail> wrong) {
		if (unit != null && !unit.equals(before) && this.directory.organizationUnitInUse(kind, unit).isEmpty()) {
			wrong.add(Detail.of(kind.field(), kind.unknown()));
		}
	}

}
