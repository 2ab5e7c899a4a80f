package io.nagare.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.database.ContentChanges;
import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.search.index.IndexHit;
import io.nagare.search.index.IndexSearch;
import io.nagare.search.index.IndexSearch.Found;
import io.nagare.search.index.IndexSearch.Question;
import io.nagare.search.index.IndexSearch.TicketRights;
import io.nagare.search.index.SearchIndexer;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Phase;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.WordOf;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.access.TicketAccess;

/**
 * Finds a ticket by its number, else tickets, people and configuration items by words,
 * each as far as the caller may read them. The index only says where something stands:
 * who may read it, and how it is now, is asked of the database with each answer.
 */
@Component
public class SearchService {

	private static final List<String> TYPES = List.of(ContentChanges.TICKET, ContentChanges.PERSON,
			ContentChanges.ITEM);

	private static final int DEEPEST = 10_000;

	/** Confidential tickets of others that somebody may read and find. */
	private static final int MOST_CONFIDENTIAL = 10_000;

	private final IndexSearch index;

	private final SearchIndexer indexer;

	private final SearchMisses misses;

	private final TicketAccess access;

	private final TicketTypes types;

	private final NamedParameterJdbcTemplate jdbc;

	private final CurrentCaller callers;

	private final TransactionTemplate transaction;

	SearchService(IndexSearch index, SearchIndexer indexer, SearchMisses misses, TicketAccess access, TicketTypes types,
			NamedParameterJdbcTemplate jdbc, CurrentCaller callers, PlatformTransactionManager transactions) {
		this.index = index;
		this.indexer = indexer;
		this.misses = misses;
		this.access = access;
		this.types = types;
		this.jdbc = jdbc;
		this.callers = callers;
		this.transaction = new TransactionTemplate(transactions);
		this.transaction.setReadOnly(true);
	}

	/**
	 * Looks for what somebody typed: tickets, then people, then items, of each a page.
	 * @throws Refusal FORBIDDEN for who belongs to no tenant, VALIDATION_FAILED for a
	 * page beyond the ten thousandth hit
	 */
	public Paged<Hit> find(SearchQuestion question, PageQuery page) {
		Caller me = this.callers.requireMember();
		if (page.offset() + page.limit() > DEEPEST) {
			throw Refusal.invalid("page", "out_of_range", 1, DEEPEST / page.limit());
		}
		boolean current = this.indexer.catchUp();
		List<Hit> hits = new ArrayList<>();
		long total = 0;
		boolean exactly = false;
		for (String type : TYPES) {
			Question asked = ask(type, question, me);
			if (asked == null) {
				continue;
			}
			Found found = this.index.find(asked, page.limit(), (int) page.offset());
			List<Hit> readable = Objects
				.requireNonNull(this.transaction.execute((status) -> read(type, found, asked, me)));
			hits.addAll(readable);
			total += current ? found.total() : readable.size();
			exactly |= found.total() > 0 && !found.nearly();
		}
		if (current && !exactly && !question.typing() && !question.isAboutTickets() && question.type() == null) {
			this.misses.count(question.typed());
		}
		return Paged.of(hits, page, total);
	}

	/** How many of the tickets that the caller would find have which value. */
	public List<Facet> facets(SearchQuestion question) {
		Caller me = this.callers.requireMember();
		Question asked = ask(ContentChanges.TICKET, question, me);
		// what the index does not know yet might be confidential by now
		if (!this.indexer.catchUp() || asked == null) {
			return List.of();
		}
		Map<String, Map<String, Integer>> counts = this.index.facets(asked);
		Map<String, String> names = names(counts);
		counts.values().removeIf(Map::isEmpty);
		List<Facet> facets = new ArrayList<>();
		counts.forEach((name,
				values) -> facets.add(new Facet(name,
						values.entrySet()
							.stream()
							.sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
							.map((value) -> new FacetValue(value.getKey(),
									names.getOrDefault(value.getKey(), value.getKey()), value.getValue()))
							.toList())));
		return facets;
	}

	/**
	 * Lets all nodes make their index anew while they serve.
	 * @throws Refusal FORBIDDEN for who does not run the platform
	 */
	public void rebuild() {
		this.callers.require().demand("operations:manage");
		this.indexer.wishForRebuild();
	}

	private @Nullable Question ask(String type, SearchQuestion question, Caller me) {
		boolean wanted = question.type() == null || question.type().equals(type);
		boolean tickets = type.equals(ContentChanges.TICKET);
		if (!wanted || (!tickets && question.isAboutTickets())
				|| (type.equals(ContentChanges.PERSON) && (!me.may("user:read") || question.kind() != null))
				|| (type.equals(ContentChanges.ITEM) && !me.may("cmdb:read"))) {
			return null;
		}
		Map<String, List<String>> only = new HashMap<>();
		put(only, "kind", question.kind());
		if (!tickets) {
			return new Question(Tenancy.require().id(), type, question.typed(), only, null, null, null, Set.of());
		}
		put(only, "status", question.status());
		put(only, "phase", question.phase());
		put(only, "priority", question.priority());
		put(only, "category_id", question.categoryId());
		put(only, "team_id", question.teamId());
		put(only, "known_error", question.knownError() ? List.of("true") : null);
		List<TicketRights> rights = new ArrayList<>();
		Set<String> internal = new HashSet<>();
		for (TicketType<?, ?> each : this.types.all()) {
			String kind = each.kind();
			boolean reads = me.may(kind + ":read");
			boolean own = me.may(kind + ":read_own");
			if (reads || own) {
				boolean all = reads && me.may(kind + ":decide");
				rights.add(new TicketRights(kind, all, reads, own ? me.userId() : null,
						(reads && !all) ? confidential(me, kind) : List.of()));
			}
			if (reads) {
				internal.add(kind);
			}
		}
		return new Question(Tenancy.require().id(), type, question.typed(), only, question.createdAfter(),
				question.createdBefore(), rights, internal);
	}

	private static void put(Map<String, List<String>> only, String name, @Nullable List<String> values) {
		if (values != null && !values.isEmpty()) {
			only.put(name, values);
		}
	}

	/** The confidential tickets that the caller may read all the same. */
	private List<UUID> confidential(Caller me, String kind) {
		return Objects.requireNonNull(this.transaction.execute((status) -> {
			TicketAccess.Visibility readable = this.access.readable(me, kind, "t");
			Map<String, Object> params = new HashMap<>(readable.params());
			params.put("tenant", Tenancy.require().id());
			params.put("kind", kind);
			params.put("most", MOST_CONFIDENTIAL);
			return this.jdbc
				.queryForList("SELECT t.id FROM tickets_view t WHERE t.tenant_id = :tenant AND t.kind = :kind"
						+ " AND t.confidentiality = 'confidential' AND " + readable.sql()
						+ " ORDER BY t.created_at DESC LIMIT :most", params, UUID.class);
		}));
	}

	/** How they are now, those that the caller may read now. */
	private List<Hit> read(String type, Found found, Question asked, Caller me) {
		if (found.hits().isEmpty()) {
			return List.of();
		}
		Map<String, Object> params = new HashMap<>();
		String sql = switch (type) {
			case ContentChanges.TICKET -> {
				TicketAccess.Visibility readable = this.access.readable(me, "t");
				params.putAll(readable.params());
				yield "SELECT t.id, t.title, t.kind, t.number, t.status, t.phase, t.priority FROM tickets_view t"
						+ " WHERE t.id = ANY (:ids) AND " + readable.sql();
			}
			case ContentChanges.PERSON -> "SELECT id, last_name || ' ' || first_name AS title, NULL AS kind,"
					+ " username AS number, NULL AS status, NULL AS phase, NULL AS priority FROM users_view"
					+ " WHERE id = ANY (:ids) AND is_active";
			default -> "SELECT id, name AS title, ci_class AS kind, NULL AS number, NULL AS status, NULL AS phase,"
					+ " NULL AS priority FROM configuration_items_view WHERE id = ANY (:ids) AND is_live";
		};
		params.put("ids", found.hits().stream().map(IndexHit::id).toArray(UUID[]::new));
		Map<UUID, IndexHit> places = new HashMap<>();
		found.hits().forEach((hit) -> places.put(hit.id(), hit));
		Map<UUID, Hit> read = new HashMap<>();
		this.jdbc.query(sql, params, (row) -> {
			UUID id = row.getObject("id", UUID.class);
			String kind = row.getString("kind");
			List<IndexHit.Fragment> fragments = Objects.requireNonNull(places.get(id))
				.fragments()
				.stream()
				.filter((fragment) -> !fragment.field().equals("internal") || asked.readsInternal().contains(kind))
				.toList();
			read.put(id,
					new Hit(type, id, row.getString("title"), kind, row.getString("number"), row.getString("status"),
							row.getString("phase"), row.getString("priority"), found.nearly(), fragments));
		});
		return found.hits().stream().map((hit) -> read.get(hit.id())).filter(Objects::nonNull).toList();
	}

	private Map<String, String> names(Map<String, Map<String, Integer>> counts) {
		Map<String, String> names = new HashMap<>();
		Map.of("category_id", "categories_view", "team_id", "teams_view").forEach((facet, view) -> {
			Set<String> keys = counts.getOrDefault(facet, Map.of()).keySet();
			if (!keys.isEmpty()) {
				this.transaction.executeWithoutResult((status) -> this.jdbc.query(
						"SELECT id::text AS key, name FROM " + view + " WHERE id = ANY (:ids)",
						Map.of("ids", keys.stream().map(UUID::fromString).toArray(UUID[]::new)), (row) -> {
							names.put(row.getString("key"), row.getString("name"));
						}));
			}
		});
		return names;
	}

	/**
	 * What was found.
	 *
	 * @param type {@code ticket}, {@code person} or {@code item}
	 * @param title what people know it by: its title, full name or name
	 * @param kind the kind of the ticket, or the class of the item; null for people
	 * @param number the ticket's number, or the person's user name; null for items
	 * @param status the ticket's; null for others, as the two below
	 * @param nearly whether nothing holds all of the words, and this nearly does
	 * @param fragments where it was found, in texts as they look alike (NFKC)
	 */
	public record Hit(@Schema(allowableValues = {
			"ticket", "person", "item" }) String type, UUID id, String title, @Nullable String kind,
			@Nullable String number, @Nullable String status, @WordOf(Phase.class) @Nullable String phase,
			@Nullable String priority, boolean nearly, List<IndexHit.Fragment> fragments){
	}

	/** A field and its values among the hits, the most frequent first. */
	@Schema(name = "SearchFacet")
	public record Facet(String name, List<FacetValue> values) {
	}

	/** A value and how many hits have it. */
	@Schema(name = "SearchFacetValue")
	public record FacetValue(String key, String label, int count) {
	}

}
