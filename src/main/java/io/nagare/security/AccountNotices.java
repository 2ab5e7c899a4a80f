package io.nagare.security;

import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

import io.nagare.notification.Notice;
import io.nagare.notification.Notifications;
import io.nagare.shared.Texts;
import io.nagare.signin.AccountEvent;

/**
 * Tells somebody what was done to his account, whoever did it: at once, in the
 * application and by mail, which nobody switches off. Never told is what opens anything.
 */
@Component
class AccountNotices {

	private final Notifications notifications;

	AccountNotices(Notifications notifications) {
		this.notifications = notifications;
	}

	@ApplicationModuleListener
	void on(AccountEvent event) {
		this.notifications.tell(Notice.of(Notice.ACCOUNT, Texts.label("account." + event.what(), event.detail()))
			.to(event.user())
			.once(event.id().toString())
			.evenToTheActor()
			.atOnce());
	}

}
