package io.nagare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SQL names the tables of its own module, and of others only the views that they export
 * (the migration {@code exported_views}).
 */
@Tag("gate")
class TableOwnershipTests {

	private static final Path JAVA = Path.of("src/main/java/io/nagare");

	private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

	private static final Pattern CREATED = Pattern.compile("\\bCREATE TABLE (?!public\\.)(\\w+)");

	private static final Pattern NAMED = Pattern
		.compile("\\b(?:FROM|JOIN|INTO|UPDATE)\\s+(?:ONLY\\s+)?(\\w+)|\\bFROM \\w+ \\w+, (\\w+)");

	/** A column, as the stores of what is kept of persons name it. */
	private static final Pattern COLUMN = Pattern.compile("\"(\\w+)\\.\\w+\"");

	private static final Map<String, List<String>> OWNED = Map.ofEntries(Map.entry("api", List.of("idempotency_keys")),
			Map.entry("cluster", List.of("node_counts", "nodes")),
			Map.entry("announcement", List.of("announcement_feeds", "announcement_updates", "announcements")),
			Map.entry("article", List.of("article_answers", "article_texts", "articles")),
			Map.entry("availability", List.of("outages")),
			Map.entry("audit", List.of("audit_archives", "audit_log", "audit_log_rest", "audit_seals")),
			Map.entry("change",
					List.of("change_acknowledgements", "change_boards", "change_calendar_feeds", "change_models",
							"change_rounds", "change_seats", "change_tasks", "changes", "freezes")),
			Map.entry("cmdb",
					List.of("ci_distinctions", "ci_identifiers", "ci_relations", "ci_types", "configuration_items")),
			Map.entry("database", List.of("content_changes")),
			Map.entry("figures", List.of("figure_positions", "ticket_facts")),
			Map.entry("directory",
					List.of("categories", "organization_units", "role_grants", "team_members", "teams", "tenant_roles",
							"tenants", "users")),
			Map.entry("incident", List.of("incidents")),
			Map.entry("intake",
					List.of("alert_groups", "alert_messages", "alert_refusals", "alerts", "mailbox_messages",
							"mailbox_pending", "mailbox_states", "mailboxes")),
			Map.entry("shared", List.of("shedlock")),
			Map.entry("signin",
					List.of("access_rules", "authorization_codes", "first_administrator_tokens", "known_sign_ins",
							"oauth2_authorization", "oauth_clients", "passkeys", "personal_tokens", "recovery_codes",
							"refresh_tokens", "second_factor_roles", "second_factors", "sign_in_failures",
							"sign_in_places", "sign_ins", "signing_keys", "spent_tokens", "spring_session",
							"spring_session_attributes")),
			Map.entry("workforce", List.of("absences", "rosters")),
			Map.entry("integration", List.of("outbound_events", "webhook_circuits", "webhook_deliveries", "webhooks")),
			Map.entry("notification",
					List.of("notice_texts", "notification_deliveries", "notification_preferences", "notifications")),
			Map.entry("problem", List.of("problem_causes", "problem_trends", "problems")),
			Map.entry("proposal", List.of("release_proposal_files", "release_proposals")),
			Map.entry("push", List.of("push_keys", "push_subscriptions")),
			Map.entry("realtime", List.of("live_events", "live_presence")),
			Map.entry("request", List.of("request_drafts", "requests")), Map.entry("task", List.of("ticket_tasks")),
			Map.entry("recurrence", List.of("recurring_work", "recurring_work_dates")),
			Map.entry("reports", List.of("scheduled_report_mails", "scheduled_reports", "ticket_exports")),
			Map.entry("rules", List.of("rule_set_versions")),
			Map.entry("satisfaction", List.of("satisfaction_ratings")),
			Map.entry("search", List.of("search_misses", "search_rebuilds", "search_synonyms")),
			Map.entry("suggestion", List.of("suggestion_answers", "suggestion_models", "suggestion_settings")),
			Map.entry("sla", List.of("calendar_versions", "calendars", "sla_ledger")),
			Map.entry("ticket",
					List.of("legal_holds", "retention_rules", "ticket_attachment_texts", "ticket_attachments",
							"ticket_checklist_items", "ticket_followers", "ticket_histories", "ticket_links",
							"ticket_tags", "ticket_time_entries", "ticket_told_once", "ticket_word_change_tickets",
							"ticket_word_changes", "ticket_work_notes", "tickets")),
			Map.entry("threshold", List.of("figure_alerts")), Map.entry("trial", List.of("model_cases")),
			Map.entry("vendor", List.of("supplier_contracts", "supplier_holds", "suppliers")),
			Map.entry("workflow",
					List.of("event_publication", "external_task_inputs", "job_counts", "job_runs", "model_faults",
							"model_migration_processes", "model_migrations", "model_releases", "model_variants_left",
							"rehearsals")),
			Map.entry("workplace",
					List.of("dashboards", "saved_views", "shift_handovers", "text_modules", "ticket_templates")));

	@Test
	void namesNoTableOfAnotherModule() throws IOException {
		Map<String, String> owners = owners();
		Map<String, Set<String>> foreign = new TreeMap<>();
		try (Stream<Path> files = Files.walk(JAVA)) {
			files.filter((file) -> file.toString().endsWith(".java")).forEach((file) -> {
				String module = JAVA.relativize(file).getName(0).toString();
				tablesIn(read(file)).filter(owners::containsKey)
					.filter((table) -> !module.equals(owners.get(table)))
					.forEach((table) -> foreign
						.computeIfAbsent(JAVA.relativize(file).toString(), (key) -> new TreeSet<>())
						.add(table));
			});
		}
		assertThat(foreign).as("tables of other modules, named in SQL").isEmpty();
	}

	@Test
	void knowsTheOwnerOfEveryTable() throws IOException {
		Set<String> created = new TreeSet<>();
		try (Stream<Path> files = Files.list(MIGRATIONS)) {
			files.forEach((file) -> CREATED.matcher(read(file))
				.results()
				.map((result) -> result.group(1))
				.forEach(created::add));
		}
		assertThat(created).isSubsetOf(owners().keySet());
	}

	private static Map<String, String> owners() {
		return OWNED.entrySet()
			.stream()
			.flatMap((entry) -> entry.getValue().stream().map((table) -> Map.entry(table, entry.getKey())))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private static Stream<String> tablesIn(String source) {
		Stream<String> columns = source.contains("implements PersonalStores")
				? COLUMN.matcher(source).results().map((column) -> column.group(1)) : Stream.of();
		return Stream.concat(NAMED.matcher(source).results().map(TableOwnershipTests::table), columns);
	}

	private static String table(MatchResult named) {
		return (named.group(1) != null) ? named.group(1) : named.group(2);
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
