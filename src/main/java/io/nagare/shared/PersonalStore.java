package io.nagare.shared;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A place where something of persons is kept: what, for how long, how it is handed out
 * and what becomes of it when somebody is to be forgotten. A module names its own in a
 * bean of {@link PersonalStores}; a test finds what nobody named.
 *
 * @param name in words with underscores, as the export and the setting call it
 * @param columns what points to a person or holds something of one, as
 * {@code table.column}
 * @param fate what becomes of it
 * @param keep for how long it is kept at most; null: as long as what it belongs to
 * @param reads selects what is kept of {@code :person}, known to the engine as
 * {@code :username}; empty where nothing is found by a person
 * @param erases what to do when he is forgotten: {@code :person}, {@code :username} and
 * {@code :names} are his, {@code :tombstone} is his name from then on and {@code :called}
 * what texts say instead
 * @param purges removes what is older than {@code :before}; null where something else
 * does
 */
public record PersonalStore(String name, Set<String> columns, Fate fate, @Nullable Duration keep, String reads,
		List<String> erases, @Nullable String purges) {

	/** A store; what is said of it comes after. */
	public static PersonalStore of(String name, Fate fate, String... columns) {
		return new PersonalStore(name, Set.of(columns), fate, null, "", List.of(), null);
	}

	/** Hands out what this selects. */
	public PersonalStore read(String sql) {
		return new PersonalStore(this.name, this.columns, this.fate, this.keep, sql, this.erases, this.purges);
	}

	/** Does this as well when somebody is forgotten. */
	public PersonalStore erase(String sql) {
		return new PersonalStore(this.name, this.columns, this.fate, this.keep, this.reads,
				Stream.concat(this.erases.stream(), Stream.of(sql)).toList(), this.purges);
	}

	/**
	 * Each of its columns holds the name that the engine knows him by, which gives way to
	 * the one that he has from then on.
	 */
	public PersonalStore rename() {
		PersonalStore renamed = this;
		for (String place : this.columns.stream().sorted().toList()) {
			String[] column = place.split("\\.", 2);
			renamed = renamed
				.erase("UPDATE %1$s SET %2$s = :tombstone WHERE %2$s = :username".formatted((Object[]) column));
		}
		return renamed;
	}

	/** Is gone by itself after so many days, unless a setting says otherwise. */
	public PersonalStore purge(int days, String sql) {
		return new PersonalStore(this.name, this.columns, this.fate, Duration.ofDays(days), this.reads, this.erases,
				sql);
	}

	/** Is gone by itself after so long, by work of its own. */
	public PersonalStore expire(Duration after) {
		return new PersonalStore(this.name, this.columns, this.fate, after, this.reads, this.erases, null);
	}

	/** What becomes of something when the person is forgotten. */
	public enum Fate {

		/** It is removed. */
		DELETED,

		/** It stays without his names. */
		ANONYMISED,

		/** It stays and points to him, who has no name any more. */
		TOMBSTONE,

		/** It stays as it is, for it is evidence. */
		KEPT,

		/** It is gone by itself before anybody could ask. */
		EXPIRES;

		/** The word in the API. */
		public String word() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
