package io.nagare.push;

import java.util.List;

import org.springframework.stereotype.Component;

import io.nagare.shared.PersonalStore;
import io.nagare.shared.PersonalStore.Fate;
import io.nagare.shared.PersonalStores;

/** Which browsers somebody is told in. */
@Component
class PushPersonalData implements PersonalStores {

	@Override
	public List<PersonalStore> stores() {
		return List.of(
				PersonalStore
					.of("push_subscriptions", Fate.DELETED, "push_subscriptions.user_id", "push_subscriptions.browser",
							"push_subscriptions.endpoint")
					.read("""
							SELECT id, endpoint, browser, created_at FROM push_subscriptions WHERE user_id = :person
							""")
					.erase("""
							DELETE FROM push_subscriptions WHERE user_id = :person
							"""));
	}

}
