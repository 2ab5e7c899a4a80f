package io.nagare.ticket.absence;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.directory.Team;
import io.nagare.directory.User;
import io.nagare.notification.Notice;
import io.nagare.notification.Notifications;
import io.nagare.shared.Label;
import io.nagare.shared.TimeTexts;
import io.nagare.workforce.Absence;
import io.nagare.workforce.AbsenceManagement;
import io.nagare.workforce.roster.TurnsSwapped;

/**
 * Tells both people where one stands in for the other, or takes his turns on call, but
 * not the one who arranged it.
 */
@Component
class StandInNotices {

	private final AbsenceManagement absences;

	private final Directory directory;

	private final Notifications notifications;

	StandInNotices(AbsenceManagement absences, Directory directory, Notifications notifications) {
		this.absences = absences;
		this.directory = directory;
		this.notifications = notifications;
	}

	@EventListener
	void on(Absence.Entered entered) {
		tell("absence.planned", this.absences.absence(entered.absence()));
	}

	@EventListener
	void on(Absence.Cancelled cancelled) {
		tell("absence.cancelled", this.absences.absence(cancelled.absence()));
	}

	private void tell(String kind, Absence absence) {
		this.notifications.tell(
				Notice.of(kind, name(absence.user()), name(absence.substitute()), at(absence.from()), at(absence.to()))
					.to(Set.of(absence.user(), absence.substitute())));
	}

	@EventListener
	void on(TurnsSwapped swapped) {
		Set<UUID> concerned = new HashSet<>(swapped.relieved());
		concerned.add(swapped.taker());
		String team = this.directory.team(swapped.team()).map(Team::name).orElse("");
		this.notifications.tell(
				Notice
					.of(swapped.takenBack() ? "duty.taken_back" : "duty.taken", team, name(swapped.taker()),
							at(swapped.from()), at(swapped.to()))
					.to(concerned));
	}

	private Label at(Instant time) {
		return TimeTexts.of(time, this.directory.zone());
	}

	private String name(UUID user) {
		return this.directory.user(user).map(User::fullName).orElse("");
	}

}
