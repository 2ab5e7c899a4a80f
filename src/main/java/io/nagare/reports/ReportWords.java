package io.nagare.reports;

import java.time.Instant;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.directory.Team;
import io.nagare.directory.User;
import io.nagare.shared.Texts;
import io.nagare.shared.TimeTexts;

/** Values as the reader of a report says them. */
@Component
public class ReportWords {

	private final Directory directory;

	private final MessageSource messages;

	ReportWords(Directory directory, MessageSource messages) {
		this.directory = directory;
		this.messages = messages;
	}

	/** Those of a language, for a kind of ticket. */
	public Language in(Locale locale, String kind) {
		return new Language(locale, kind);
	}

	/** A language. */
	public final class Language {

		private final Locale locale;

		private final String kind;

		private Language(Locale locale, String kind) {
			this.locale = locale;
			this.kind = kind;
		}

		public @Nullable String time(@Nullable String at) {
			return (at == null || at.isEmpty() || at.equals("null")) ? null
					: TimeTexts.of(Instant.parse(at), ReportWords.this.directory.zone()).in(this.locale);
		}

		public @Nullable String person(@Nullable String id) {
			return (id == null || id.isEmpty() || id.equals("null")) ? null
					: ReportWords.this.directory.user(UUID.fromString(id)).map(User::fullName).orElse(id);
		}

		public String status(String status, String phase) {
			String known = ReportWords.this.messages.getMessage("status." + this.kind + "." + status, null,
					ReportWords.this.messages.getMessage("status." + status, null,
							ReportWords.this.messages.getMessage("phase." + phase, null, "", this.locale), this.locale),
					this.locale);
			return (known == null || known.isEmpty()) ? status : known;
		}

		/** A word of the shipped models as people say it; another as it is. */
		public @Nullable String word(@Nullable String word) {
			if (word == null || word.equals("null")) {
				return null;
			}
			try {
				return Texts.label("report.word." + word).in(this.locale);
			}
			catch (MissingResourceException ex) {
				return word;
			}
		}

		public String text(String key, String... others) {
			try {
				return Texts.label("report." + key).in(this.locale);
			}
			catch (MissingResourceException ex) {
				return (others.length > 0) ? text(others[0]) : key.substring(key.lastIndexOf('.') + 1);
			}
		}

		public String team(String id) {
			return ReportWords.this.directory.team(UUID.fromString(id)).map(Team::name).orElse(id);
		}

		/** When it was made, and by whom. */
		public String made(Instant at, UUID by) {
			return Texts
				.label("report.made", TimeTexts.of(at, ReportWords.this.directory.zone()),
						Objects.requireNonNullElse(person(by.toString()), ""))
				.in(this.locale);
		}

		/** A time in hours and minutes. */
		public String hours(long minutes) {
			return Texts.label("report.hours", minutes / 60, minutes % 60).in(this.locale);
		}

		public String minutes(long minutes) {
			return Texts.label("report.minutes", minutes).in(this.locale);
		}

	}

}
