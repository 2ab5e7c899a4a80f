package io.nagare.ticket;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.directory.Roles;
import io.nagare.directory.User;
import io.nagare.notification.Notice;
import io.nagare.notification.Notifications;
import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.shared.RefusalWords;
import io.nagare.workflow.ModelFailed;

/** Tells those who own the models of a tenant what one of them did wrong. */
@Component
class ModelNotices {

	private final TicketRecords records;

	private final Directory directory;

	private final Notifications notifications;

	private final RefusalWords words;

	ModelNotices(TicketRecords records, Directory directory, Notifications notifications, RefusalWords words) {
		this.records = records;
		this.directory = directory;
		this.notifications = notifications;
		this.words = words;
	}

	/** Where nobody owns them, an administrator can give the role. */
	@EventListener
	void on(ModelFailed failed) {
		List<User> owners = this.directory.withRoles(List.of(Roles.PROCESS_OWNER));
		List<User> told = owners.isEmpty() ? this.directory.withRoles(List.of(Roles.ADMIN)) : owners;
		Notice notice = Notice
			.of("model.failed", failed.process(), failed.version(), failed.element(), sentence(failed.fault()))
			.to(told.stream().map(User::id).toList())
			.evenToTheActor();
		Optional<Ticket> ticket = (failed.ticketId() != null) ? this.records.find(Ticket.class, failed.ticketId())
				: Optional.empty();
		this.notifications
			.tell(ticket.map((one) -> notice.about(one.ref()).confidential(one.isConfidential())).orElse(notice));
	}

	private Label sentence(Refusal.Detail fault) {
		return new Label(this.words.sentence(fault, Locale.JAPANESE), this.words.sentence(fault, Locale.ENGLISH));
	}

}
