package io.nagare.reports;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.directory.Team;
import io.nagare.directory.User;
import io.nagare.shared.Label;
import io.nagare.shared.Texts;
import io.nagare.shared.TimeTexts;
import io.nagare.ticket.PriorityScales;
import io.nagare.ticket.StatusLabels;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.choice.KeptAnswers;

/** Values as the reader of a report says them. */
@Component
public class ReportWords {

	private final Directory directory;

	private final MessageSource messages;

	private final KeptAnswers kept;

	private final TicketTypes types;

	private final PriorityScales scales;

	private final StatusLabels labels;

	ReportWords(Directory directory, MessageSource messages, KeptAnswers kept, TicketTypes types, PriorityScales scales,
			StatusLabels labels) {
		this.labels = labels;
		this.kept = kept;
		this.types = types;
		this.scales = scales;
		this.directory = directory;
		this.messages = messages;
	}

	/** The keys of what forms keep, in the order of the models. */
	List<String> kept() {
		return this.kept.keys();
	}

	/** What forms keep, in a language. */
	KeptAnswers.Language kept(Locale locale) {
		return this.kept.in(locale);
	}

	/** Where times are told. */
	ZoneId zone() {
		return this.directory.zone();
	}

	/** Those of a language, for a kind of ticket. */
	public Language in(Locale locale, String kind) {
		return new Language(locale, kind);
	}

	/** A language. */
	public final class Language {

		private final Locale locale;

		private final String kind;

		private final Map<String, Label> priorities;

		private Language(Locale locale, String kind) {
			this.locale = locale;
			this.kind = kind;
			this.priorities = ReportWords.this.types.find(kind).map(ReportWords.this.scales::labels).orElse(Map.of());
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
			return (known == null || known.isEmpty()) ? choice("status", status) : known;
		}

		/** A word of a field, as its type or the models in force call it. */
		public String choice(String field, String value) {
			return ReportWords.this.types.find(this.kind)
				.flatMap((type) -> type.called(field, value))
				.or(() -> ReportWords.this.labels.of(field.endsWith("s") ? field + "es" : field + "s", value))
				.map((label) -> label.in(this.locale))
				.orElseGet(() -> String.valueOf(word(value)));
		}

		/** A priority, as the table of the tickets calls it. */
		public String priority(String word) {
			Label label = this.priorities.get(word);
			return (label != null) ? label.in(this.locale) : Objects.requireNonNullElse(word(word), word);
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

		/** A round of votes and how it ended; {@code open} for one that has not. */
		String round(int number, String outcome) {
			return Texts.label("report.round", number, Texts.label("report.round." + outcome)).in(this.locale);
		}

		/** Somebody who votes for another. */
		String onBehalf(String holder, String member) {
			return Texts.label("report.on_behalf", holder, member).in(this.locale);
		}

		/** A vote; {@code none} for none. */
		String vote(String vote) {
			return Texts.label("change.vote." + vote).in(this.locale);
		}

		/** A sort of conflict. */
		String conflict(String kind) {
			return Texts.label("conflict." + kind).in(this.locale);
		}

		/** How many lines are missing here. */
		String leftOut(int lines) {
			return Texts.label("report.left_out", lines).in(this.locale);
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
