package io.nagare.signin;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.shared.AuditableEvent;

/** Hears which tokens are told to have been refused. */
@Component
class ToldDeeds {

	private final List<AuditableEvent> deeds = new CopyOnWriteArrayList<>();

	@EventListener
	void on(SignInAuditEvent deed) {
		if (deed.action().equals("auth.token_refused")) {
			this.deeds.add(deed);
		}
	}

	void clear() {
		this.deeds.clear();
	}

	List<AuditableEvent> deeds() {
		return List.copyOf(this.deeds);
	}

}
