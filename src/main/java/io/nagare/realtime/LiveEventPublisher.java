package io.nagare.realtime;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.database.PgNotifications;
import io.nagare.directory.AfterCommit;

/** Writes events and wakes whoever waits for them, on all nodes, after the commit. */
@Component
class LiveEventPublisher {

	private final LiveEventStore store;

	private final PgNotifications notifications;

	LiveEventPublisher(LiveEventStore store, PgNotifications notifications) {
		this.store = store;
		this.notifications = notifications;
	}

	void publish(List<LiveEvent> events) {
		this.store.write(events);
		AfterCommit.run(this::wake);
	}

	private void wake() {
		this.notifications.send(LiveFeed.CHANNEL);
	}

}
