package io.nagare.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.cmdb.type.CiTypes;
import io.nagare.directory.Caller;
import io.nagare.directory.Directory;
import io.nagare.directory.UnitKind;
import io.nagare.search.index.IndexSearch.TicketRights;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.query.KeptCondition;
import io.nagare.ticket.query.KeptConditions;
import io.nagare.ticket.query.TicketFilter;
import io.nagare.workflow.RetiredWords;
import io.nagare.workflow.WordList;

/** Which tickets somebody may find. */
@Component
class SearchRights {

	/** Tickets of others, such as confidential ones, that somebody may read and find. */
	private static final int MOST_OF_OTHERS = 10_000;

	private final TicketAccess access;

	private final TicketTypes types;

	/** The lists of the words that the fields hold. */
	private static final Map<String, String> LISTS = Map.of("status", WordList.STATUSES, "priority", "priorities");

	private final NamedParameterJdbcTemplate jdbc;

	private final Directory directory;

	private final CiTypes itemTypes;

	private final KeptConditions conditions;

	private final RetiredWords retired;

	SearchRights(TicketAccess access, TicketTypes types, NamedParameterJdbcTemplate jdbc, Directory directory,
			CiTypes itemTypes, KeptConditions conditions, RetiredWords retired) {
		this.retired = retired;
		this.itemTypes = itemTypes;
		this.conditions = conditions;
		this.directory = directory;
		this.access = access;
		this.types = types;
		this.jdbc = jdbc;
	}

	/** The unit and all below it; itself alone where nobody knows it. */
	List<String> withAllBelow(UnitKind kind, List<String> unit) {
		Set<String> all = new LinkedHashSet<>(unit);
		unit.forEach((one) -> this.directory.withAllBelow(kind, UUID.fromString(one))
			.forEach((below) -> all.add(below.toString())));
		return List.copyOf(all);
	}

	/** The categories and all below them. */
	List<String> withAllBelow(List<String> categories) {
		return this.directory.withAllBelow(categories.stream().map(UUID::fromString).toList())
			.stream()
			.map(UUID::toString)
			.toList();
	}

	/**
	 * What is asked, with the kinds of tickets for which their paths may stand, and with
	 * each word also what it is used for now.
	 * @throws Refusal VALIDATION_FAILED for what is neither a kind nor a class of items,
	 * no phase or no state towards service levels
	 */
	@Transactional(readOnly = true)
	SearchQuestion known(SearchQuestion question) {
		TicketFilter.phases(question.only().get("phase"));
		TicketFilter.slaStates(question.only().get("sla_state"));
		Map<String, List<String>> only = new HashMap<>(question.only());
		LISTS.forEach(
				(name, list) -> only.computeIfPresent(name, (field, words) -> this.retired.withEarlier(list, words)));
		List<String> asked = question.kind();
		if (asked == null) {
			return question.with(null, only);
		}
		List<String> kinds = asked.stream()
			.map((word) -> this.types.at(word).<String>map(TicketType::kind).orElse(word))
			.toList();
		boolean items = !"ticket".equals(question.type()) && !question.isAboutTickets();
		if (!kinds.stream()
			.allMatch(
					(kind) -> this.types.find(kind).isPresent() || (items && this.itemTypes.type(kind).isPresent()))) {
			throw Refusal.invalid("kind", "not_a_choice",
					String.join(", ", this.types.all().stream().map(TicketType::kind).toList()));
		}
		return question.with(kinds, only);
	}

	/** Counts of words, those that their lists have retired as what is used now. */
	Map<String, Map<String, Integer>> inUse(Map<String, Map<String, Integer>> counts) {
		Map<String, Map<String, Integer>> now = new LinkedHashMap<>(counts);
		LISTS.forEach((name, list) -> now.computeIfPresent(name, (field, words) -> {
			Map<String, Integer> merged = new TreeMap<>();
			words.forEach((word, count) -> merged.merge(this.retired.now(list, word), count, Integer::sum));
			return merged;
		}));
		return now;
	}

	/** What answers that forms keep on tickets must be. */
	@Transactional(readOnly = true)
	List<KeptCondition> kept(SearchQuestion question) {
		return this.conditions.of(question.kept());
	}

	/** What he may find of each kind. */
	@Transactional(readOnly = true)
	List<TicketRights> of(Caller me) {
		List<TicketRights> rights = new ArrayList<>();
		for (TicketType<?, ?> each : this.types.all()) {
			String kind = each.kind();
			boolean reads = me.may(kind + ":read");
			boolean own = me.may(kind + ":read_own");
			if (reads || own) {
				boolean all = reads && me.may(kind + ":decide");
				List<UUID> also = all ? List.of() : reads ? confidential(me, kind) : entrusted(me, each);
				rights.add(new TicketRights(kind, all, reads, own ? me.userId() : null, also));
			}
		}
		return rights;
	}

	/** The kinds of which he finds what only those who work on them read. */
	Set<String> readsInternal(Caller me) {
		return this.types.all()
			.stream()
			.map(TicketType::kind)
			.filter((kind) -> me.may(kind + ":read"))
			.collect(Collectors.toSet());
	}

	/** Those that the caller, who reads his own, may read all the same. */
	private List<UUID> entrusted(Caller me, TicketType<?, ?> type) {
		return type.entrusted()
			.map((ids) -> this.jdbc.queryForList("SELECT id FROM (" + ids + ") entrusted (id) LIMIT :most",
					Map.of("me", me.userId(), "tenant", Tenancy.require().id(), "most", MOST_OF_OTHERS), UUID.class))
			.orElse(List.of());
	}

	/** The confidential tickets that the caller may read all the same. */
	private List<UUID> confidential(Caller me, String kind) {
		TicketAccess.Visibility readable = this.access.readable(me, kind, "t");
		Map<String, Object> params = new HashMap<>(readable.params());
		params.put("tenant", Tenancy.require().id());
		params.put("kind", kind);
		params.put("most", MOST_OF_OTHERS);
		return this.jdbc.queryForList("SELECT t.id FROM tickets_view t WHERE t.tenant_id = :tenant AND t.kind = :kind"
				+ " AND t.confidentiality = 'confidential' AND " + readable.sql()
				+ " ORDER BY t.created_at DESC LIMIT :most", params, UUID.class);
	}

}
