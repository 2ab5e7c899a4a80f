package io.nagare.workplace;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.Team;
import io.nagare.directory.User;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Label;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.ticket.StatusLabels;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.Tickets;

/**
 * The texts that agents write again and again. Each keeps his own, a team's are written
 * by its members, the tenant's by those who publish knowledge.
 */
@Component
@Transactional
public class TextModuleService extends SharedRecordService<TextModule> {

	private static final String USES = "knowledge:write";

	private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

	private final TextModuleRepository modules;

	private final Tickets tickets;

	private final StatusLabels statuses;

	private final Directory directory;

	private final CurrentCaller callers;

	TextModuleService(TextModuleRepository modules, Tickets tickets, StatusLabels statuses, Directory directory,
			CurrentCaller callers) {
		super(modules);
		this.modules = modules;
		this.tickets = tickets;
		this.statuses = statuses;
		this.directory = directory;
		this.callers = callers;
	}

	/** Those that the caller may use, by name. */
	@Transactional(readOnly = true)
	public Paged<TextModule> page(PageQuery query) {
		Caller me = me();
		Page<TextModule> page = this.modules.usedBy(me.userId(), me.teams(),
				PageRequest.of(query.page() - 1, query.limit(), Sort.by("name", "id")));
		return Paged.of(page.getContent(), query, page.getTotalElements());
	}

	/**
	 * Its text, with what a ticket says in its places.
	 * @param ticket id or number; null leaves the places as they are
	 * @throws Refusal NOT_FOUND where the caller may not use the module or read the
	 * ticket
	 */
	@Transactional(readOnly = true)
	public String filled(UUID id, @Nullable String ticket, boolean japanese) {
		String text = one(id).content(japanese);
		if (ticket == null) {
			return text;
		}
		Map<String, String> places = places(this.tickets.readable(ticket, "ticket"), japanese);
		return PLACE.matcher(text)
			.replaceAll((place) -> Matcher.quoteReplacement(places.getOrDefault(place.group(1), place.group())));
	}

	private Map<String, String> places(Ticket ticket, boolean japanese) {
		Map<String, String> places = new HashMap<>();
		places.put("number", ticket.number());
		places.put("title", ticket.title());
		places.put("status", said(this.statuses.of(ticket), japanese));
		places.put("priority",
				said(Texts.find("report.word." + ticket.priority()).orElseGet(() -> Label.said(ticket.priority())),
						japanese));
		places.put("reporter", name(Optional.of(ticket.reporter()), japanese));
		places.put("assignee", name(ticket.assignee(), japanese));
		places.put("team", ticket.team().flatMap(this.directory::team).map(Team::name).orElse(""));
		places.put("me", name(Optional.of(me().userId()), japanese));
		return places;
	}

	private static String said(Label label, boolean japanese) {
		return japanese ? label.ja() : label.en();
	}

	private String name(Optional<UUID> user, boolean japanese) {
		return user.flatMap(this.directory::user).map((found) -> name(found, japanese)).orElse("");
	}

	private static String name(User user, boolean japanese) {
		return japanese ? user.fullName() : (user.firstName() + " " + user.lastName()).strip();
	}

	/**
	 * Keeps a new one.
	 * @throws Refusal VALIDATION_FAILED naming what is wrong, FORBIDDEN for the tenant's
	 */
	public TextModule keep(TextModuleFields fields) {
		Caller me = me();
		if (!fields.name().isPresent()) {
			throw Refusal.invalid("name", "required");
		}
		return checked(new TextModule(me.userId(), fields.name().get()).edit(fields), me);
	}

	/**
	 * Changes one.
	 * @throws Refusal NOT_FOUND, STALE, FORBIDDEN for who may only use it
	 */
	public TextModule change(UUID id, TextModuleFields fields, IfMatch ifMatch) {
		TextModule module = writable(id, ifMatch);
		return checked(module.edit(fields), me());
	}

	private TextModule checked(TextModule module, Caller me) {
		module.demandSharing(me);
		if (module.contentJa().isEmpty() && module.contentEn().isEmpty()) {
			throw Refusal.invalid("content_ja", "required");
		}
		return saved(module);
	}

	@Override
	Caller me() {
		Caller me = this.callers.require();
		me.demand(USES);
		return me;
	}

}
