package io.nagare.reports;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.ReflectionUtils;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.CurrentCaller;
import io.nagare.masking.PersonalDataMasking;
import io.nagare.masking.PersonalDataPlace;
import io.nagare.shared.Texts;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.choice.KeptAnswers;
import io.nagare.ticket.query.TicketRow;
import io.nagare.ticket.query.TicketSummary;

/**
 * What a file may tell of each ticket: what every ticket has, what those of its type show
 * beside that, and what forms keep.
 */
@Component
class ExportColumns {

	private static final List<String> OF_ALL = List.of("number", "title", "status", "phase", "priority", "category",
			"site", "department", "items", "reporter", "assignee", "team", "created_at", "responded_at", "resolved_at",
			"closed_at", "response_due_at", "resolution_due_at", "sla_state", "tags", "estimated_minutes", "source",
			"source_name", "description");

	private static final String NAMES = "report.field.";

	/** More words and names than that are looked up anew. */
	private static final int MOST_KNOWN = 10_000;

	/** What people write, which is no word that has a name, whatever they write. */
	private static final Set<String> WRITTEN = Set.of("resolution", "vendor_reference", "supplier_name", "symptom",
			"root_cause", "workaround", "reason", "implementation_plan", "backout_plan", "test_plan", "review",
			"rejection_reason", "risk_reason");

	private final ReportWords words;

	private final Cmdb cmdb;

	private final CurrentCaller callers;

	private final PersonalDataMasking masking;

	ExportColumns(ReportWords words, Cmdb cmdb, CurrentCaller callers, PersonalDataMasking masking) {
		this.masking = masking;
		this.words = words;
		this.cmdb = cmdb;
		this.callers = callers;
	}

	/** What a ticket of the type shows by itself, in the usual order. */
	static List<String> usual(TicketType<?, ?> type) {
		return Stream.concat(OF_ALL.stream(), own(type).keySet().stream()).toList();
	}

	/** The usual ones, and each that a form keeps. */
	List<String> choices(TicketType<?, ?> type) {
		return Stream.concat(usual(type).stream(), this.words.kept().stream().map(KeptAnswers.PREFIX::concat)).toList();
	}

	/**
	 * The fields that a row of the type has beyond those of every ticket, by their names
	 * in the API. What people have no name for is none.
	 */
	private static Map<String, RecordComponent> own(TicketType<?, ?> type) {
		Map<String, RecordComponent> own = new LinkedHashMap<>();
		for (RecordComponent component : type.view().getRecordComponents()) {
			String name = SnakeCaseStrategy.INSTANCE.translate(component.getName());
			if (!OF_ALL.contains(name) && Texts.find(NAMES + name).isPresent()) {
				own.put(name, component);
			}
		}
		return own;
	}

	/**
	 * The cells of one file.
	 * @param hidden what stands for the title of a confidential ticket, whose texts are
	 * then left out; null where they may be shown
	 */
	Reading in(Locale locale, TicketType<?, ?> type, @Nullable String hidden) {
		return new Reading(locale, type, hidden);
	}

	/** What the cells of one file say, in a language. */
	final class Reading {

		private final Locale locale;

		private final @Nullable String hidden;

		private final ReportWords.Language said;

		private final KeptAnswers.Language kept;

		private final Map<String, RecordComponent> own;

		private final boolean readsItems;

		private final PersonalDataMasking.Masked masked = ExportColumns.this.masking.of(PersonalDataPlace.FILE);

		private final Map<String, String> known = new HashMap<>();

		private Reading(Locale locale, TicketType<?, ?> type, @Nullable String hidden) {
			this.locale = locale;
			this.hidden = hidden;
			this.said = ExportColumns.this.words.in(locale, type.kind());
			this.kept = ExportColumns.this.words.kept(locale);
			this.own = own(type);
			this.readsItems = ExportColumns.this.callers.require().may("cmdb:read");
		}

		List<String> headings(List<String> columns) {
			return columns.stream()
				.map((column) -> column.startsWith(KeptAnswers.PREFIX)
						? this.kept.heading(column.substring(KeptAnswers.PREFIX.length()))
						: Texts.label(NAMES + column).in(this.locale))
				.toList();
		}

		/**
		 * A number, date, time or truth value, else a text; empty where the ticket has
		 * nothing there.
		 */
		Object cell(String column, TicketRow row) {
			TicketSummary ticket = row.ticket();
			boolean shown = this.hidden == null || !ticket.confidentiality().equals("confidential");
			Object value = switch (column) {
				case "number" -> ticket.number();
				case "title" -> shown ? ticket.title() : this.hidden;
				case "status" -> known("status." + ticket.phase(), ticket.status(),
						() -> this.said.status(ticket.status(), ticket.phase()));
				case "phase" -> this.said.word(ticket.phase());
				case "priority" -> this.said.priority(ticket.priority());
				case "category" -> name(ticket.category());
				case "site" -> name(ticket.site());
				case "department" -> name(ticket.department());
				case "items" -> shown ? items(ticket.ciIds()) : null;
				case "reporter" -> ticket.reporter();
				case "assignee" -> ticket.assignee();
				case "team" -> name(ticket.team());
				case "created_at" -> ticket.createdAt();
				case "responded_at" -> ticket.respondedAt();
				case "resolved_at" -> ticket.resolvedAt();
				case "closed_at" -> ticket.closedAt();
				case "response_due_at" -> ticket.responseDueAt();
				case "resolution_due_at" -> ticket.resolutionDueAt();
				case "sla_state" -> this.said.word(ticket.slaState());
				case "tags" -> String.join(", ", ticket.tags());
				case "estimated_minutes" -> ticket.estimatedMinutes();
				case "source" -> (ticket.source() != null) ? this.said.text("source." + ticket.source()) : null;
				case "source_name" -> ticket.sourceName();
				case "description" -> shown ? ticket.description() : null;
				default -> shown ? other(column, row) : null;
			};
			return cell(column, value);
		}

		/** A cell in words. */
		String text(Object cell) {
			return (cell instanceof Instant) ? String.valueOf(this.said.time(cell.toString())) : this.kept.text(cell);
		}

		private @Nullable Object other(String column, TicketRow row) {
			RecordComponent component = this.own.get(column);
			if (component != null) {
				return ReflectionUtils.invokeMethod(component.getAccessor(), row);
			}
			String key = column.substring(KeptAnswers.PREFIX.length());
			return column.startsWith(KeptAnswers.PREFIX) ? this.kept.cell(key, row.ticket().fields().get(key)) : null;
		}

		private Object cell(String column, @Nullable Object value) {
			if (value instanceof Integer number) {
				return BigDecimal.valueOf(number);
			}
			if (value instanceof TicketSummary.Person person) {
				return person.lastName() + " " + person.firstName();
			}
			if (value instanceof UUID person) {
				return known("person", person.toString(), () -> this.said.person(person.toString()));
			}
			if (value instanceof String word && !WRITTEN.contains(column) && this.own.containsKey(column)) {
				return known(column, word, () -> this.said.choice(column, word));
			}
			return (value instanceof String text) ? this.masked.masked(text) : (value != null) ? value : "";
		}

		/** Looks up at once what the cells of these rows name one by one. */
		void expect(Collection<? extends TicketRow> rows, Collection<String> columns) {
			if (!this.readsItems || !columns.contains("items")) {
				return;
			}
			Set<UUID> missing = rows.stream()
				.flatMap((row) -> row.ticket().ciIds().stream())
				.filter((id) -> !this.known.containsKey("item " + id))
				.collect(Collectors.toSet());
			if (!missing.isEmpty() && this.known.size() + missing.size() <= MOST_KNOWN) {
				ExportColumns.this.cmdb.items(missing)
					.forEach((item) -> this.known.put("item " + item.id(), item.name()));
			}
		}

		private String items(List<UUID> ids) {
			return !this.readsItems ? ""
					: ids.stream()
						.map((id) -> known("item", id.toString(),
								() -> ExportColumns.this.cmdb.item(id).map(ConfigurationItem::name).orElse("")))
						.filter((name) -> !name.isEmpty())
						.collect(Collectors.joining(", "));
		}

		private static @Nullable String name(TicketSummary.@Nullable Named named) {
			return (named != null) ? named.name() : null;
		}

		/** What was looked up for one row is not looked up for the next. */
		private String known(String about, String word, Supplier<@Nullable String> says) {
			String key = about + ' ' + word;
			String known = this.known.get(key);
			if (known == null) {
				known = Optional.ofNullable(says.get()).orElse("");
				if (this.known.size() < MOST_KNOWN) {
					this.known.put(key, known);
				}
			}
			return known;
		}

	}

}
