package io.nagare.intake.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Phase;
import io.nagare.shared.RandomToken;
import io.nagare.shared.TenantLocks;
import io.nagare.shared.Texts;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.action.ActionView;
import io.nagare.ticket.action.TicketActions;
import io.nagare.ticket.journal.TicketNotes;
import io.nagare.ticket.journal.WorkNote;
import io.nagare.ticket.link.LinkType;
import io.nagare.ticket.link.TicketLinks;
import io.nagare.ticket.query.TicketListing;
import io.nagare.ticket.query.TicketQueries;
import io.nagare.workflow.Decisions;

/**
 * Makes incidents of what monitoring tells, as whoever it calls for: one for each group
 * while it lasts. What is told again changes nothing; what is new is a note, and not many
 * of them; what is well again resolves its incident by the actions that are open, unless
 * a person has it, or it cannot make up its mind.
 */
@Component
@Transactional
public class AlertIntakeService {

	private static final String INCIDENT = "incident";

	private static final String SEVERITIES = "alert-severity";

	/** Labels whose value may be the name of an item, the most telling first. */
	private static final List<String> ITEM_LABELS = List.of("ci", "host", "hostname", "node", "instance", "server",
			"device", "service", "component", "source", "database");

	private static final Duration BETWEEN_NOTES = Duration.ofMinutes(5);

	/** Who changes his mind more often within an hour is flapping. */
	private static final int MOST_FLIPS = 6;

	private static final int MOST_SHOWN = 20;

	private static final int LONGEST_TITLE = 500;

	/** From new to resolved, by the shipped model: assigned, begun, resolved. */
	private static final int MOST_STEPS = 4;

	private final AlertStore store;

	private final TicketService service;

	private final Tickets tickets;

	private final TicketActions actions;

	private final TicketNotes notes;

	private final TicketLinks links;

	private final TicketQueries queries;

	private final TicketTypes types;

	private final Cmdb cmdb;

	private final Decisions decisions;

	private final TenantLocks locks;

	private final CurrentCaller callers;

	AlertIntakeService(AlertStore store, TicketService service, Tickets tickets, TicketActions actions,
			TicketNotes notes, TicketLinks links, TicketQueries queries, TicketTypes types, Cmdb cmdb,
			Decisions decisions, TenantLocks locks, CurrentCaller callers) {
		this.store = store;
		this.service = service;
		this.tickets = tickets;
		this.actions = actions;
		this.notes = notes;
		this.links = links;
		this.queries = queries;
		this.types = types;
		this.cmdb = cmdb;
		this.decisions = decisions;
		this.locks = locks;
		this.callers = callers;
	}

	/**
	 * Takes what a source tells together.
	 * @param groupKey by which the source means the same again
	 * @param recovery {@code resolve}, {@code ask} or {@code none}
	 * @return the group as it then is
	 * @throws io.nagare.shared.Refusal FORBIDDEN for who may not report incidents
	 */
	public AlertGroup take(String source, String groupKey, List<AlertSignal> signals, String recovery) {
		Caller caller = this.callers.requireMember();
		caller.demand(INCIDENT + ":create");
		String key = RandomToken.hash(source + "\n" + groupKey);
		this.locks.take("alerts " + key);
		String title = AlertStore.shortened(signals.get(0).title(), LONGEST_TITLE);
		AlertGroup group = this.store.take(source, key, title, signals.size());
		List<AlertSignal> news = signals.stream().filter((signal) -> this.store.keep(group.id(), signal)).toList();
		if (news.isEmpty()) {
			return group;
		}
		boolean firing = this.store.isFiring(group.id());
		AlertGroup now = (firing != group.isFiring())
				? this.store.becomes(group.id(), firing ? AlertGroup.FIRING : AlertGroup.RESOLVED) : group;
		Optional<Ticket> open = Optional.ofNullable(now.ticketId())
			.flatMap(this.tickets::findReadable)
			.filter((ticket) -> !ticket.phase().isFinal());
		if (open.isEmpty()) {
			return firing ? report(now, news) : now;
		}
		if (!firing) {
			recovered(now, open.get(), recovery);
		}
		else {
			goesOn(now, open.get(), news, !group.isFiring());
		}
		return now;
	}

	private AlertGroup report(AlertGroup group, List<AlertSignal> news) {
		List<AlertSignal> firing = news.stream().filter(AlertSignal::firing).toList();
		AlertSignal first = firing.isEmpty() ? news.get(0) : firing.get(0);
		String priority = priority(firing);
		List<UUID> items = items(news);
		List<String> changes = changesUnderWay(items);
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("title", AlertStore.shortened(first.title(), LONGEST_TITLE));
		fields.put("priority", priority);
		fields.put("description",
				(changes.isEmpty() ? "" : Texts.both("alert.expected", String.join(", ", changes)) + "\n\n")
						+ described(news));
		if (!items.isEmpty()) {
			fields.put("ci_ids", items);
		}
		UUID id = this.service.report(INCIDENT, fields);
		Ticket ticket = this.tickets.readable(id);
		changes.forEach((change) -> this.tickets.findReadable(change)
			.ifPresent((other) -> this.links.link(id, other.id(), LinkType.RELATED_TO)));
		this.store.reported(group.id(), AlertStore.shortened(first.title(), LONGEST_TITLE), priority, id,
				ticket.number());
		return new AlertGroup(group.id(), group.source(), first.title(), group.state(), priority, id, ticket.number(),
				group.flips(), Instant.now(), group.received(), group.createdAt(), group.updatedAt());
	}

	/** The highest of what the table says. */
	private String priority(List<AlertSignal> signals) {
		TicketType<?, ?> type = this.types.of(INCIDENT);
		List<String> words = this.decisions.allowedValues(type.priorityTable(), "priority");
		return signals.stream()
			.map(AlertSignal::severity)
			.distinct()
			.limit(MOST_SHOWN)
			.map((severity) -> this.decisions.evaluate(SEVERITIES,
					Map.of("severity", severity.toLowerCase(Locale.ROOT))))
			.map((row) -> String.valueOf(row.get("priority")))
			.filter(words::contains)
			.min(java.util.Comparator.comparing(words::indexOf))
			.orElse(words.isEmpty() ? "medium" : words.get(words.size() / 2));
	}

	private List<UUID> items(List<AlertSignal> signals) {
		Set<String> names = new LinkedHashSet<>();
		for (String label : ITEM_LABELS) {
			for (AlertSignal signal : signals) {
				String value = signal.labels().get(label);
				if (value != null && !value.isBlank()) {
					names.add(value);
					// without the port
					names.add(value.replaceFirst(":\\d{1,5}$", ""));
				}
			}
		}
		return this.cmdb.named(names.stream().limit(50).toList())
			.stream()
			.map(ConfigurationItem::id)
			.limit(20)
			.toList();
	}

	/** Somebody works on the items, and told so. */
	private List<String> changesUnderWay(List<UUID> items) {
		if (!this.callers.require().may("change:read")) {
			return List.of();
		}
		return this.types.find("change")
			.map((type) -> items.stream()
				.flatMap((item) -> this.queries.page(type, TicketListing.of("phase=in_work&ci_id=" + item, null))
					.items()
					.stream())
				.map((row) -> row.ticket().number())
				.distinct()
				.limit(5)
				.toList())
			.orElse(List.of());
	}

	private static String described(List<AlertSignal> signals) {
		StringBuilder text = new StringBuilder();
		signals.stream().limit(MOST_SHOWN).forEach((signal) -> {
			text.append(signal.firing() ? "● " : "○ ").append(signal.title()).append('\n');
			if (!signal.description().isBlank() && !signal.description().equals(signal.title())) {
				text.append(AlertStore.shortened(signal.description(), 2_000)).append('\n');
			}
			text.append(signal.labels()
				.entrySet()
				.stream()
				.limit(30)
				.map((label) -> label.getKey() + "=" + AlertStore.shortened(label.getValue(), 200))
				.collect(Collectors.joining(", "))).append('\n');
			if (signal.url() != null) {
				text.append(signal.url()).append('\n');
			}
			text.append('\n');
		});
		if (signals.size() > MOST_SHOWN) {
			text.append("… +").append(signals.size() - MOST_SHOWN);
		}
		return text.toString().strip();
	}

	private void goesOn(AlertGroup group, Ticket ticket, List<AlertSignal> news, boolean again) {
		if (again && ticket.phase() == Phase.RESOLVED) {
			action(ticket, "reopen").ifPresent((action) -> this.actions.perform(ticket.id(), action.name(),
					Map.of("reason", Texts.both("alert.again")), IfMatch.ANY));
		}
		Instant last = group.notedAt();
		if (last == null || last.isBefore(Instant.now().minus(BETWEEN_NOTES))) {
			note(group, ticket, described(news));
		}
	}

	private static boolean isFlapping(AlertGroup group) {
		return group.flips() > MOST_FLIPS;
	}

	private void recovered(AlertGroup group, Ticket ticket, String recovery) {
		if (recovery.equals("none") || !ticket.phase().isActive()) {
			return;
		}
		Caller caller = this.callers.require();
		boolean others = ticket.assignee().filter((who) -> !who.equals(caller.userId())).isPresent();
		if (recovery.equals("ask") || others || isFlapping(group) || !resolve(ticket, caller)) {
			note(group, ticket,
					isFlapping(group) ? Texts.both("alert.flapping") : Texts.both("alert.recovered_please_check"));
		}
	}

	/** By the actions that the model offers, as an agent would. */
	private boolean resolve(Ticket ticket, Caller caller) {
		for (int step = 0; step < MOST_STEPS; step++) {
			Map<String, ActionView> open = this.actions.views(ticket.id())
				.stream()
				.collect(Collectors.toMap(ActionView::name, (action) -> action, (one, other) -> one));
			if (open.containsKey("resolve")) {
				this.actions.perform(ticket.id(), "resolve",
						Map.of("resolution", Texts.both("alert.recovered"), "resolution_code", "no_fault"),
						IfMatch.ANY);
				return true;
			}
			if (open.containsKey("start")) {
				this.actions.perform(ticket.id(), "start", Map.of(), IfMatch.ANY);
			}
			else if (open.containsKey("assign")) {
				this.actions.perform(ticket.id(), "assign", Map.of("assignee_id", caller.userId().toString()),
						IfMatch.ANY);
			}
			else {
				return false;
			}
		}
		return false;
	}

	private Optional<ActionView> action(Ticket ticket, String name) {
		return this.actions.views(ticket.id()).stream().filter((action) -> action.name().equals(name)).findFirst();
	}

	/** Who may only report writes publicly. */
	private void note(AlertGroup group, Ticket ticket, String text) {
		this.notes.add(ticket.id(), WorkNote.WORK_NOTE, text, !this.callers.require().isAgent());
		this.store.noted(group.id());
	}

	/**
	 * What was told, the group that was heard of last first.
	 * @param state null for all
	 * @throws io.nagare.shared.Refusal FORBIDDEN for who may not read incidents
	 */
	@Transactional(readOnly = true)
	public Paged<AlertGroup> page(@Nullable String state, @Nullable UUID ticket, PageQuery query) {
		this.callers.requireMember().demand(INCIDENT + ":read");
		return this.store.page(state, ticket, query);
	}

	/** One signal, which is a group by itself. */
	public AlertGroup take(String source, AlertSignal signal, String recovery) {
		return take(source, signal.fingerprint(), List.of(signal), recovery);
	}

}
