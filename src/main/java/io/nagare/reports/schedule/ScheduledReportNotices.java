package io.nagare.reports.schedule;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Directory;
import io.nagare.directory.Roles;
import io.nagare.directory.User;
import io.nagare.notification.Notice;
import io.nagare.notification.Notifications;

/**
 * Tells that a report does not reach its recipients, once for each date: its owner, or
 * where he is no longer here the administrators and those who wait for it.
 */
@Component
class ScheduledReportNotices {

	private final ScheduledReportRepository reports;

	private final Directory directory;

	private final Notifications notifications;

	ScheduledReportNotices(ScheduledReportRepository reports, Directory directory, Notifications notifications) {
		this.reports = reports;
		this.directory = directory;
		this.notifications = notifications;
	}

	@EventListener
	@Transactional
	public void on(ScheduledReportRefused refused) {
		this.reports.findById(refused.report())
			.ifPresent((report) -> this.notifications.tell(Notice.of("report.refused", report.name())
				.to(concerned(report))
				.once("report-" + report.id() + "-" + refused.dueAt())));
	}

	private Set<UUID> concerned(ScheduledReport report) {
		if (this.directory.user(report.owner()).filter(User::isActive).isPresent()) {
			return Set.of(report.owner());
		}
		Set<UUID> concerned = new LinkedHashSet<>(report.recipients());
		this.directory.withRoles(Set.of(Roles.ADMIN)).stream().map(User::id).forEach(concerned::add);
		return concerned;
	}

}
