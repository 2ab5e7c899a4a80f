package io.nagare.notification;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.media.Schema;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.AuditableEvent;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;

/** Which kinds of notices people want by mail too. */
@Component
@Transactional
public class MailPreferences {

	private final NamedParameterJdbcTemplate jdbc;

	private final NoticeTexts texts;

	private final MailSettings settings;

	private final MailServer server;

	private final ApplicationEventPublisher events;

	MailPreferences(NamedParameterJdbcTemplate jdbc, NoticeTexts texts, MailSettings settings, MailServer server,
			ApplicationEventPublisher events) {
		this.jdbc = jdbc;
		this.texts = texts;
		this.settings = settings;
		this.server = server;
		this.events = events;
	}

	/** Every kind that people choose among, with its name in the language. */
	public List<Kind> kinds(Locale locale) {
		return choosable().stream().map((kind) -> new Kind(kind, this.texts.name(kind, locale))).toList();
	}

	/** The kinds that the user gets by mail: his choice, else what is usual. */
	@Transactional(readOnly = true)
	public SortedSet<String> byMail(UUID user) {
		Map<String, Boolean> chosen = new HashMap<>();
		this.jdbc.query("SELECT kind, by_mail FROM notification_preferences WHERE user_id = :user",
				Map.of("user", user),
				(RowCallbackHandler) (row) -> chosen.put(row.getString("kind"), row.getBoolean("by_mail")));
		return choosable().stream()
			.filter((kind) -> chosen.getOrDefault(kind, isUsual(kind)))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Those of the users who get the kind by mail; none where nothing is mailed. What is
	 * urgent all get, but for a kind that is usual and that one of them does not want;
	 * what happened to an account all get.
	 */
	Set<UUID> byMail(Collection<UUID> users, String kind, boolean urgent) {
		if (users.isEmpty() || !this.server.isOn()) {
			return Set.of();
		}
		boolean usual = isUsual(kind);
		if (kind.equals(Notice.ACCOUNT) || (urgent && !usual)) {
			return Set.copyOf(users);
		}
		List<UUID> otherwise = this.jdbc.queryForList("""
				SELECT user_id FROM notification_preferences
				WHERE user_id IN (:users) AND kind = :kind AND by_mail <> :usual
				""", Map.of("users", users, "kind", kind, "usual", usual), UUID.class);
		return users.stream().filter((user) -> usual != otherwise.contains(user)).collect(Collectors.toSet());
	}

	/**
	 * From now on the user gets these kinds by mail and no others. Kinds that are added
	 * later are as usual.
	 * @throws Refusal VALIDATION_FAILED for a kind there is not
	 */
	public void choose(UUID user, Set<String> byMail) {
		SortedSet<String> kinds = choosable();
		if (!kinds.containsAll(byMail)) {
			throw Refusal.invalid("by_mail", "not_a_choice", String.join(", ", kinds));
		}
		UUID tenant = Tenancy.require().id();
		this.jdbc.batchUpdate("""
				INSERT INTO notification_preferences (tenant_id, user_id, kind, by_mail)
				VALUES (:tenant, :user, :kind, :byMail)
				ON CONFLICT (user_id, kind) DO UPDATE SET by_mail = excluded.by_mail
				""",
				kinds.stream()
					.map((kind) -> new MapSqlParameterSource().addValue("tenant", tenant)
						.addValue("user", user)
						.addValue("kind", kind)
						.addValue("byMail", byMail.contains(kind)))
					.toArray(MapSqlParameterSource[]::new));
		this.events.publishEvent(new Chosen(user, byMail));
	}

	private SortedSet<String> choosable() {
		SortedSet<String> kinds = this.texts.kinds();
		kinds.remove(Notice.ACCOUNT);
		return kinds;
	}

	private boolean isUsual(String kind) {
		return this.settings.kinds().contains(kind);
	}

	/** Somebody chose what is mailed to him. */
	private record Chosen(UUID user, Set<String> byMail) implements AuditableEvent {

		@Override
		public String action() {
			return "notification_preferences.chosen";
		}

		@Override
		public String entityType() {
			return "user";
		}

		@Override
		public String entityId() {
			return this.user.toString();
		}

		@Override
		public Map<String, Object> facts() {
			return Map.of("by_mail", this.byMail);
		}

	}

	/** A kind of notice and what people call it. */
	@Schema(name = "NotificationKind")
	public record Kind(String kind, String name) {
	}

}
