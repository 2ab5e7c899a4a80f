package io.nagare.threshold;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.directory.Roles;
import io.nagare.directory.Team;
import io.nagare.directory.User;
import io.nagare.notification.Notice;
import io.nagare.notification.Notifications;
import io.nagare.threshold.ThresholdTable.Measured;
import io.nagare.threshold.ThresholdTable.Said;

/** Tells people that a figure is beyond its threshold. */
@Component
class ThresholdNotices {

	private final Directory directory;

	private final Notifications notifications;

	private final ThresholdWords words;

	ThresholdNotices(Directory directory, Notifications notifications, ThresholdWords words) {
		this.directory = directory;
		this.notifications = notifications;
		this.words = words;
	}

	/** Only those are told who may read figures. */
	void tell(UUID id, Measured measured, Said said) {
		Set<UUID> told = said.tell()
			.stream()
			.flatMap((word) -> meant(word, measured))
			.filter(User::isActive)
			.filter((user) -> this.directory.permissionsOf(user, List.of()).contains("report:read"))
			.map(User::id)
			.collect(Collectors.toSet());
		if (!told.isEmpty()) {
			this.notifications
				.tell(Notice.of("figure.threshold", this.words.named(measured), this.words.amount(measured))
					.to(told)
					.once(id + "-" + said.rule()));
		}
	}

	private Stream<User> meant(String word, Measured measured) {
		Optional<Team> team = measured.by().equals(ThresholdTable.TEAM)
				? this.directory.team(UUID.fromString(measured.part())) : Optional.empty();
		return switch (word) {
			case ThresholdTable.TEAM -> team.stream().flatMap((one) -> this.directory.membersOf(one.id()).stream());
			case ThresholdTable.TEAM_MANAGER -> team.flatMap(Team::manager).flatMap(this.directory::user).stream();
			case ThresholdTable.MANAGERS -> this.directory.withRoles(List.of(Roles.MANAGER)).stream();
			default -> word.startsWith(ThresholdTable.ROLE)
					? this.directory.withRoles(List.of(word.substring(ThresholdTable.ROLE.length()))).stream()
					: Stream.empty();
		};
	}

}
