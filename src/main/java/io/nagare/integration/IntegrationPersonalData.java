package io.nagare.integration;

import java.time.Duration;
import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** What was told to the outside. */
@Component
class IntegrationPersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(
				PersonalStore.of("events_out", Fate.ANONYMISED, "outbound_events.data")
					.erase("""
							UPDATE outbound_events SET data = without_names(data::text, :names, :called)::jsonb WHERE names_person(data::text, :names)
							""")
					.expire(Duration.ofDays(1)),

				PersonalStore.of("webhook_deliveries", Fate.ANONYMISED, "webhook_deliveries.body")
					.read("""
							SELECT id, type, body, state, created_at FROM webhook_deliveries WHERE position(:person::text IN body) > 0
							""")
					.erase("""
							UPDATE webhook_deliveries SET body = without_names(body, :names, :called) WHERE names_person(body, :names)
							""")
					.purge(30, """
							DELETE FROM webhook_deliveries WHERE state <> 'due' AND created_at < :before
							"""));
	}

}
