package io.nagare.shared;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Somebody whose data are handed out or forgotten, as he was called until then.
 *
 * @param id the key, which stays
 * @param username the name to sign in with
 * @param names what he is found by in texts: addresses, number, name in its spellings
 */
public record Person(UUID id, String username, List<String> names) {

	/** Shorter ones are words of everyday texts. */
	private static final int SHORTEST_NAME = 3;

	private static final int SHORTEST_NUMBER = 7;

	/** Finds the spellings; a family name alone is that of others too. */
	public static Person of(UUID id, String username, String email, @Nullable String phone, String firstName,
			String lastName) {
		Set<String> names = new LinkedHashSet<>();
		names.add(email);
		// a bare user name may be a word; as a mention it is none
		names.add(username.contains("@") ? username : "@" + username);
		if (phone != null && phone.length() >= SHORTEST_NUMBER) {
			names.add(phone);
		}
		if (!firstName.isBlank() && !lastName.isBlank()) {
			Stream
				.of(lastName + " " + firstName, firstName + " " + lastName, lastName + "\u3000" + firstName,
						lastName + firstName)
				.filter((name) -> name.length() >= SHORTEST_NAME)
				.forEach(names::add);
		}
		return new Person(id, username, List.copyOf(names));
	}

	/** What he is called from then on, to sign in with and in the engine. */
	public String tombstone() {
		return "erased-" + this.id;
	}

	@Override
	public String toString() {
		return "Person[" + this.id + "]";
	}

}
