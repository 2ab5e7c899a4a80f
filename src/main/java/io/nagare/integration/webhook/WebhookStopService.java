package io.nagare.integration.webhook;

import java.util.List;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.DirectoryQueries;
import io.nagare.directory.Roles;
import io.nagare.directory.User;
import io.nagare.notification.Notice;
import io.nagare.notification.Notifications;

/** Ends the telling of a webhook that does not take it any more. */
@Component
@Transactional
class WebhookStopService {

	private final WebhookService webhooks;

	private final Notifications notifications;

	private final DirectoryQueries directory;

	WebhookStopService(WebhookService webhooks, Notifications notifications, DirectoryQueries directory) {
		this.webhooks = webhooks;
		this.notifications = notifications;
		this.directory = directory;
	}

	/** Its administrators learn so, once. */
	void stop(WebhookService.Called webhook, String why) {
		this.webhooks.stop(webhook.id(), why);
		this.notifications.tell(Notice.of("webhook.stopped", webhook.address().getHost(), why)
			.to(this.directory.withRoles(List.of(Roles.ADMIN)).stream().map(User::id).toList()));
	}

}
