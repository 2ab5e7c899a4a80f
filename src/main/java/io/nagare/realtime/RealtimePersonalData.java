package io.nagare.realtime;

import java.time.Duration;
import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** Who looks at what, and who did what just now. */
@Component
class RealtimePersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(PersonalStore.of("presence", Fate.DELETED, "live_presence.user_id").read("""
				SELECT ticket_id, mode, since, until FROM live_presence WHERE user_id = :person
				""").erase("""
				DELETE FROM live_presence WHERE user_id = :person
				""").expire(Duration.ofMinutes(1)),

				PersonalStore
					.of("live_events", Fate.EXPIRES, "live_events.actor_id", "live_events.audience",
							"live_events.content")
					.expire(Duration.ofHours(3)));
	}

}
