package io.nagare.ticket.query;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.Directory;
import io.nagare.directory.UnitKind;
import io.nagare.shared.Excerpt;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TicketRef;
import io.nagare.ticket.StandingViews;
import io.nagare.ticket.TicketTags;
import io.nagare.ticket.access.ReaderMask;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.choice.KeptAnswers;

/** Reads tickets for the API, one statement a page, on the indexes of {@code tickets}. */
@Component
@Transactional(readOnly = true)
public class TicketReads {

	/** What a list may be sorted by, and the column behind it. */
	private static final Map<String, String> SORTABLE = Map.of("created_at", "t.created_at", "updated_at",
			"t.updated_at", "priority", "-t.priority_rank", "number", "t.number", "status", "t.status", "title",
			"t.title", "response_due_at", "t.response_due_at", "resolution_due_at", "t.resolution_due_at", "due_at",
			StandingViews.DUE);

	/** A list's order by key, for programs that read all of it bit by bit. */
	public static final String BY_KEY = "id";

	/** Those of them that are never empty, so that an index can be read either way. */
	private static final Set<String> NEVER_EMPTY = Set.of("t.created_at", "t.updated_at", "-t.priority_rank",
			"t.number", "t.status", "t.title", "t.id");

	/** Further pages than this are not put together from several orders. */
	private static final int MOST_OFFSET = 10_000;

	/** A list that holds so many more than are counted holds them for a while. */
	private static final int MANY_MORE = Paged.COUNT_LIMIT + 2_000;

	/** Rows held at once of a list that is read as a whole, each with all its texts. */
	private static final int FETCHED = 50;

	/** Characters that a list shows of a text; the ticket itself shows all of it. */
	public static final int EXCERPT = 4000;

	private static final int MOST_TAGS = 5;

	/**
	 * What of a ticket the words of a list are looked for in, as people do not tell it
	 * apart.
	 */
	private static final String TOLD = "folded(concat_ws(chr(10), t.title, t.number, t.description))";

	private static final String NEWEST_FIRST = "t.created_at DESC, t.id DESC";

	private final NamedParameterJdbcTemplate jdbc;

	/** Fetches some rows at a time. */
	private final NamedParameterJdbcTemplate whole;

	private final TicketAccess access;

	private final StandingViews views;

	private final Directory directory;

	private final KeptFieldSql kept;

	private final ObjectProvider<WordIndex> index;

	/**
	 * Lists of far more tickets than are counted, by what was asked; never a list's
	 * tickets.
	 */
	private final Cache<String, Long> large = Caffeine.newBuilder()
		.expireAfterWrite(Duration.ofSeconds(30))
		.maximumSize(10_000)
		.build();

	private final AnswerBudget budget;

	TicketReads(NamedParameterJdbcTemplate jdbc, TicketAccess access, StandingViews views, Directory directory,
			KeptFieldSql kept, ObjectProvider<WordIndex> index, AnswerBudget budget) {
		this.budget = budget;
		this.jdbc = jdbc;
		JdbcTemplate fetching = new JdbcTemplate(
				Objects.requireNonNull(jdbc.getJdbcTemplate().getDataSource(), "a source of connections"));
		fetching.setFetchSize(FETCHED);
		this.whole = new NamedParameterJdbcTemplate(fetching);
		this.access = access;
		this.views = views;
		this.directory = directory;
		this.kept = kept;
		this.index = index;
	}

	/**
	 * The names a list may be sorted by.
	 * @param asked in which order it is asked for; kept fields are known by their names
	 * alone
	 */
	static List<String> sortable(@Nullable String asked) {
		return Stream.concat(SORTABLE.keySet().stream().sorted(), KeptFieldSql.among(asked)).toList();
	}

	/**
	 * The keys of what the tickets that the caller may read keep, in the order of the
	 * alphabet.
	 */
	List<String> keptKeys(String kind, TicketFilter filter, Caller caller) {
		Map<String, Object> params = new HashMap<>();
		String where = where(kind, filter, caller, params, "");
		return this.jdbc
			.queryForList("SELECT DISTINCT k.key FROM tickets t, LATERAL jsonb_object_keys(t.kept) AS k(key)" + where
					+ " ORDER BY 1", params, String.class);
	}

	/** The ticket as it is now; empty where the tenant has none of that id and kind. */
	public <T extends TicketRow> Optional<T> one(Selection<T> selection, UUID id) {
		String sql = select(selection, "tickets", true)
				+ " WHERE t.id = :id AND t.tenant_id = :tenant AND t.deleted_at IS NULL";
		Map<String, Object> params = new HashMap<>(selection.params());
		params.put("id", id);
		params.put("tenant", Tenancy.require().id());
		return read(selection, sql, params).stream().findFirst();
	}

	/**
	 * A page of the tickets that the caller may read.
	 * @param whole whether texts are read whole, else {@link #EXCERPT} characters of each
	 */
	<T extends TicketRow> Paged<T> page(Selection<T> selection, TicketFilter filter, PageQuery page, boolean whole,
			Caller caller) {
		TicketAccess.demandReading(caller, selection.kind());
		Map<String, Object> params = new HashMap<>();
		String where = where(selection.kind(), filter, caller, params, "");
		String asked = asked(where, params);
		params.putAll(selection.params());
		List<String> wheres = wheres(selection.kind(), filter, caller, params, page, where);
		if (page.cursor() != null) {
			return byCursor(selection, wheres, page, whole, params);
		}
		params.put("limit", page.limit());
		params.put("offset", page.offset());
		params.put("upto", page.limit() + page.offset());
		List<T> items = read(selection, rows(selection, wheres, order(page.sort(), params),
				" LIMIT :limit OFFSET :offset", " LIMIT :upto", whole), params);
		return Paged.of(items, page, count(where, asked, params, page.offset(), page.limit(), items.size()));
	}

	/** Hands over each of the tickets that the caller may read, by one statement. */
	<T extends TicketRow> void each(Selection<T> selection, TicketFilter filter, List<PageQuery.Order> sort,
			Caller caller, LongConsumer all, Consumer<? super T> one) {
		Map<String, Object> params = new HashMap<>();
		String where = where(selection.kind(), filter, caller, params, "");
		all.accept(counted(where, params));
		params.putAll(selection.params());
		ReaderMask.Reading reading = this.access.reading();
		this.whole.query(rows(selection, List.of(where), order(sort, params), "", "", true), params,
				(RowCallbackHandler) (row) -> one.accept(selection.map(reading.shown(row))));
	}

	/**
	 * Those of the tickets that the caller may read of which the condition holds, from
	 * one of them on.
	 * @param sort in which order; empty for the newest first
	 */
	public <T extends TicketRow> Found<T> find(Selection<T> selection, TicketCondition condition,
			List<PageQuery.Order> sort, long offset, int limit, Caller caller) {
		Map<String, Object> params = new HashMap<>();
		StringBuilder found = new StringBuilder(where(selection.kind(), TicketFilter.NONE, caller, params, ""))
			.append(" AND ")
			.append(condition.sql(params));
		near(selection.kind(), TicketCondition.words(condition).stream().limit(TypedWords.MOST).toList(),
				new Named(found, params, ""));
		String where = found.toString();
		String asked = asked(where, params);
		params.putAll(selection.params());
		params.put("limit", limit);
		params.put("offset", offset);
		List<T> items = read(selection,
				rows(selection, List.of(where), order(sort, params), " LIMIT :limit OFFSET :offset", "", false),
				params);
		return new Found<>(items,
				Paged.isLast(offset, limit, items.size()) ? offset + items.size() : all(where, asked, params));
	}

	/**
	 * However many there are; of a list that holds far more than others count, as of a
	 * moment ago.
	 */
	private long all(String where, String list, Map<String, Object> params) {
		Long known = this.large.getIfPresent(list);
		if (known != null && known > MANY_MORE) {
			return known;
		}
		return remembered(list, counted(where, params));
	}

	private long counted(String where, Map<String, Object> params) {
		Long count = this.jdbc.queryForObject("SELECT count(*) FROM tickets t" + where, params, Long.class);
		return (count != null) ? count : 0;
	}

	private <T extends TicketRow> List<T> read(Selection<T> selection, String sql, Map<String, Object> params) {
		List<T> items = this.jdbc.query(sql, params, this.access.reading().rows((row, number) -> selection.map(row)));
		this.budget.take(items.stream().map(TicketRow::ticket).mapToLong(TicketSummary::characters).sum());
		return items;
	}

	/** One for each order that the page is put together from. */
	private List<String> wheres(String kind, TicketFilter filter, Caller caller, Map<String, Object> params,
			PageQuery page, String where) {
		List<TicketFilter> parts = (page.offset() <= MOST_OFFSET) ? filter.parts() : List.of(filter);
		if (parts.size() == 1) {
			return List.of(where);
		}
		List<String> wheres = new ArrayList<>();
		for (TicketFilter part : parts) {
			wheres.add(where(kind, part, caller, params, "_" + wheres.size()));
		}
		return wheres;
	}

	/**
	 * Counts no further than a list tells, and not at all where the page itself says it,
	 * or the same list has just held far more.
	 */
	private long count(String where, String list, Map<String, Object> params, long offset, int limit, int found) {
		if (Paged.isLast(offset, limit, found)) {
			return offset + found;
		}
		if (this.large.getIfPresent(list) != null) {
			return MANY_MORE;
		}
		params.put("most", MANY_MORE);
		Long count = this.jdbc.queryForObject(
				"SELECT count(*) FROM (SELECT 1 FROM tickets t" + where + " LIMIT :most) counted", params, Long.class);
		return remembered(list, (count != null) ? count : 0);
	}

	/**
	 * The list, with who asks and may see what of it. When something is due soon moves on
	 * all the time.
	 */
	private static String asked(String where, Map<String, Object> params) {
		StringBuilder asked = new StringBuilder(where);
		params.forEach((name, value) -> {
			if (!name.equals("soon")) {
				asked.append('|').append(name).append('=');
				asked.append((value instanceof Object[] all) ? Arrays.toString(all) : value);
			}
		});
		return asked.toString();
	}

	private long remembered(String list, long count) {
		if (count >= MANY_MORE) {
			this.large.put(list, count);
		}
		return count;
	}

	/**
	 * Checks the words of a filter.
	 * @throws Refusal VALIDATION_FAILED naming one that cannot be
	 */
	void check(String kind, TicketFilter filter, Caller caller) {
		where(kind, filter, caller, new HashMap<>(), "");
	}

	/** Whether the ticket is one of those of the list that the caller may read. */
	boolean holds(String kind, TicketFilter filter, UUID id, Caller caller) {
		Map<String, Object> params = new HashMap<>();
		String where = where(kind, filter, caller, params, "") + " AND t.id = :self";
		params.put("self", id);
		return Boolean.TRUE.equals(this.jdbc.queryForObject("SELECT EXISTS (SELECT 1 FROM tickets t" + where + ")",
				params, Boolean.class));
	}

	/**
	 * The tickets before and after one in a list, whether or not it is itself on it.
	 */
	Neighbours neighbours(String kind, TicketFilter filter, PageQuery page, UUID id, Caller caller) {
		Map<String, Object> params = new HashMap<>();
		String where = where(kind, filter, caller, params, "") + " AND t.id <> :self";
		params.put("self", id);
		List<Key> keys = new ArrayList<>();
		page.sort().forEach((order) -> keys.add(new Key(column(order.field(), params), order.descending())));
		keys.add(new Key("t.created_at", true));
		keys.add(new Key("t.id", true));
		return new Neighbours(neighbour(kind, where, keys, false, params), neighbour(kind, where, keys, true, params));
	}

	private @Nullable TicketRef neighbour(String kind, String where, List<Key> keys, boolean next,
			Map<String, Object> params) {
		StringBuilder beyond = new StringBuilder();
		StringBuilder equal = new StringBuilder();
		for (Key key : keys) {
			beyond.append(beyond.isEmpty() ? "" : " OR ")
				.append('(')
				.append(equal)
				.append(key.beyond(next))
				.append(')');
			equal.append(key.equal()).append(" AND ");
		}
		String sql = "SELECT t.id, t.number FROM tickets t" + where + keys.get(0).from(next) + " AND (" + beyond
				+ ") ORDER BY " + keys.stream().map((key) -> key.order(next)).collect(Collectors.joining(", "))
				+ " LIMIT 1";
		return this.jdbc
			.query(sql, params,
					(row, number) -> new TicketRef(row.getObject("id", UUID.class), kind, row.getString("number")))
			.stream()
			.findFirst()
			.orElse(null);
	}

	/**
	 * How many tickets each of the lists holds, in one statement, none counted further
	 * than a list tells.
	 */
	public List<Long> counts(List<Counted> lists, Caller caller) {
		if (lists.isEmpty()) {
			return List.of();
		}
		Map<String, Object> params = new HashMap<>();
		List<String> asked = new ArrayList<>();
		List<String> counts = new ArrayList<>();
		for (Counted list : lists) {
			Map<String, Object> own = new HashMap<>();
			String where = where(list.kind(), list.filter(), caller, own, "");
			String known = asked(where, own);
			asked.add(known);
			if (this.large.getIfPresent(known) != null) {
				counts.add(Integer.toString(MANY_MORE));
			}
			else {
				counts.add("(SELECT count(*) FROM (SELECT 1 FROM tickets t"
						+ where(list.kind(), list.filter(), caller, params, "_" + counts.size())
						+ " LIMIT :most) counted)");
			}
		}
		params.put("most", MANY_MORE);
		return Objects
			.requireNonNull(this.jdbc.queryForObject("SELECT " + String.join(", ", counts), params, (row, number) -> {
				List<Long> found = new ArrayList<>();
				for (int i = 1; i <= lists.size(); i++) {
					found.add(Math.min(Paged.COUNT_LIMIT + 1L, remembered(asked.get(i - 1), row.getLong(i))));
				}
				return found;
			}));
	}

	private <T extends TicketRow> Paged<T> byCursor(Selection<T> selection, List<String> wheres, PageQuery page,
			boolean whole, Map<String, Object> params) {
		if (!page.sort().isEmpty()) {
			throw Refusal.invalid("sort", "not_with_cursor");
		}
		List<String> from = wheres;
		if (page.cursor() != null && !page.cursor().isEmpty()) {
			Cursor cursor = Cursor.parse(page.cursor());
			params.put("cursor_at", OffsetDateTime.ofInstant(cursor.at(), ZoneOffset.UTC));
			params.put("cursor_id", cursor.id());
			from = wheres.stream()
				.map((where) -> where + " AND (t.created_at, t.id) < (:cursor_at, :cursor_id)")
				.toList();
		}
		params.put("limit", page.limit() + 1);
		List<T> items = read(selection, rows(selection, from, NEWEST_FIRST, " LIMIT :limit", " LIMIT :limit", whole),
				params);
		boolean more = items.size() > page.limit();
		@Nullable TicketSummary last = more ? items.get(page.limit() - 1).ticket() : null;
		return new Paged<>(more ? items.subList(0, page.limit()) : items, 0, page.limit(), -1, false,
				(last != null) ? cursor(last.createdAt(), last.id()) : null);
	}

	/** Where a list by cursor goes on behind a ticket. */
	static String cursor(Instant createdAt, UUID id) {
		return new Cursor(createdAt, id).text();
	}

	/**
	 * Joins the rows of one page only. PostgreSQL expects the row-level security to leave
	 * next to nothing, and would else join all rows before it sorts them.
	 */
	private static String rows(Selection<?> selection, List<String> wheres, String order, String page, String part,
			boolean whole) {
		String tickets = (wheres.size() == 1)
				? "(SELECT * FROM tickets t" + wheres.get(0) + " ORDER BY " + order + page + ")"
				: wheres.stream()
					.map((where) -> "(SELECT t.* FROM tickets t" + where + " ORDER BY " + order + part + ")")
					.collect(Collectors.joining(" UNION ALL ", "(SELECT * FROM (",
							") t ORDER BY " + order + page + ")"));
		return select(selection, tickets, whole) + " ORDER BY " + order;
	}

	private static String select(Selection<?> selection, String tickets, boolean whole) {
		String columns = TicketSummary.COLUMNS + ", " + selection.columns();
		for (String text : whole ? List.<String>of()
				: Stream.concat(Stream.of("t.description"), selection.texts().stream()).toList()) {
			columns = columns.replaceFirst("\\b" + Pattern.quote(text) + "\\b",
					Excerpt.ofColumn(text, EXCERPT) + " AS " + text.substring(text.indexOf('.') + 1));
		}
		return "SELECT " + columns + " FROM " + tickets + " t " + selection.join() + " " + TicketSummary.JOINS;
	}

	private String column(String field, Map<String, Object> params) {
		if (field.equals(BY_KEY)) {
			return "t.id";
		}
		return field.startsWith(KeptAnswers.PREFIX) ? this.kept.sorted(field, params)
				: SORTABLE.getOrDefault(field, "t.created_at");
	}

	private String order(List<PageQuery.Order> sort, Map<String, Object> params) {
		if (sort.isEmpty()) {
			return NEWEST_FIRST;
		}
		String wanted = sort.stream().map((order) -> {
			String column = column(order.field(), params);
			return column + (order.descending() ? " DESC" : "") + (NEVER_EMPTY.contains(column) ? "" : " NULLS LAST");
		}).collect(Collectors.joining(", "));
		return wanted + ", " + NEWEST_FIRST;
	}

	private String where(String kind, TicketFilter filter, Caller caller, Map<String, Object> params, String suffix) {
		TicketAccess.Visibility readable = this.access.readable(caller, kind, "t");
		StringBuilder where = new StringBuilder(
				" WHERE t.tenant_id = :tenant AND t.kind = :kind" + suffix + " AND t.deleted_at IS NULL");
		params.put("tenant", Tenancy.require().id());
		params.put("kind" + suffix, kind);
		Named named = new Named(where, params, suffix);
		named.in("status", filter.status());
		named.in("priority", filter.priority());
		named.in("source", filter.source());
		named.in("phase", TicketFilter.phases(filter.phase()));
		named.in("sla_state", TicketFilter.slaStates(filter.slaState()));
		named.equal("assignee_id", filter.assigneeId());
		named.equal("team_id", filter.teamId());
		if (filter.categoryId() != null) {
			named.add(" AND t.category_id IN (:category_id)", "category_id",
					this.directory.withAllBelow(Set.of(filter.categoryId())));
		}
		named.equal("reporter_id", filter.reporterId());
		within(UnitKind.SITE, filter.siteId(), named);
		within(UnitKind.DEPARTMENT, filter.departmentId(), named);
		if (filter.ciId() != null) {
			named.add(" AND t.ci_ids @> ARRAY[:ci]::uuid[]", "ci", filter.ciId());
		}
		if (filter.createdAfter() != null) {
			named.add(" AND t.created_at >= :after", "after",
					OffsetDateTime.ofInstant(filter.createdAfter(), ZoneOffset.UTC));
		}
		if (filter.createdBefore() != null) {
			named.add(" AND t.created_at < :before", "before",
					OffsetDateTime.ofInstant(filter.createdBefore(), ZoneOffset.UTC));
		}
		narrowByKept(filter, named);
		narrowByTags(filter, named);
		narrowByWords(kind, filter, named);
		if (filter.view() != null) {
			where.append(" AND ").append(this.views.condition(kind, filter.view()));
			params.put("soon", OffsetDateTime.ofInstant(this.views.soon(), ZoneOffset.UTC));
		}
		params.putAll(readable.params());
		return where.append(" AND ").append(readable.sql()).toString();
	}

	private void within(UnitKind kind, @Nullable UUID unit, Named named) {
		if (unit != null) {
			named.add(" AND t." + kind.field() + " IN (:" + kind.field() + ")", kind.field(),
					this.directory.withAllBelow(kind, unit));
		}
	}

	private void narrowByKept(TicketFilter filter, Named named) {
		List<KeptFieldSql.Condition> wanted = this.kept.asked(filter.field());
		for (int i = 0; i < wanted.size(); i++) {
			named.add(wanted.get(i), "_" + i + named.suffix());
		}
	}

	/**
	 * The index names the tickets that may hold the words, but those that it does not
	 * know yet; where there are too many to name, the first of them are near.
	 */
	private void near(String kind, List<Set<String>> words, Named named) {
		if (words.isEmpty()) {
			return;
		}
		this.index.stream().flatMap((index) -> index.holding(kind, words).stream()).forEach((holding) -> {
			named.add(" AND (t.id = ANY (:holding)", "holding", holding.ids().toArray(UUID[]::new));
			named.add(" OR t.updated_at >= :since)", "since", OffsetDateTime.ofInstant(holding.asOf(), ZoneOffset.UTC));
		});
	}

	/** All of the words, each in one of its ways. */
	private void narrowByWords(String kind, TicketFilter filter, Named named) {
		List<Set<String>> words = TypedWords.of(filter.q());
		near(kind, words, named);
		named.where().append(TypedWords.sql(words, TOLD, named.suffix(), named.params()::put));
	}

	/** In any case of letters and width, as the rows of the tags are kept. */
	private static void narrowByTags(TicketFilter filter, Named named) {
		List<String> wanted = Stream.ofNullable(filter.tag())
			.flatMap(List::stream)
			.map(TicketTags::folded)
			.filter((tag) -> !tag.isEmpty())
			.distinct()
			.toList();
		if (wanted.size() > MOST_TAGS) {
			throw Refusal.invalid("tag", "too_many", MOST_TAGS);
		}
		for (int i = 0; i < wanted.size(); i++) {
			named.add(
					" AND t.id IN (SELECT g.ticket_id FROM ticket_tags g WHERE g.tenant_id = :tenant AND g.tag = lower(:tag"
							+ i + "))",
					"tag" + i, wanted.get(i));
		}
	}

	/**
	 * By what a list is sorted; what is empty comes last.
	 *
	 * @param sql an expression over {@code tickets t}
	 */
	private record Key(String sql, boolean descending) {

		/** Found before anything else, so that an index is entered there. */
		private String own() {
			return "(SELECT " + this.sql.replaceAll("\\bt\\.", "s.")
					+ " FROM tickets s WHERE s.id = :self AND s.tenant_id = :tenant)";
		}

		private boolean neverEmpty() {
			return NEVER_EMPTY.contains(this.sql);
		}

		/** Where to begin to look; says no more than {@link #beyond} does. */
		String from(boolean next) {
			return neverEmpty() ? " AND " + this.sql + ((next == this.descending) ? " <= " : " >= ") + own() : "";
		}

		String equal() {
			return "(" + this.sql + (neverEmpty() ? " = " : " IS NOT DISTINCT FROM ") + own() + ")";
		}

		/** What comes after the ticket, or before it. */
		String beyond(boolean next) {
			String greater = this.sql + ((next == this.descending) ? " < " : " > ") + own();
			if (neverEmpty()) {
				return greater;
			}
			return next ? "(" + greater + " OR (" + this.sql + " IS NULL AND " + own() + " IS NOT NULL))"
					: "(" + greater + " OR (" + own() + " IS NULL AND " + this.sql + " IS NOT NULL))";
		}

		String order(boolean next) {
			return this.sql + ((next == this.descending) ? " DESC" : " ASC")
					+ (neverEmpty() ? "" : next ? " NULLS LAST" : " NULLS FIRST");
		}

	}

	/**
	 * What was found of all that there is.
	 *
	 * @param total how many there are, or were a moment ago where they are far more than
	 * {@link Paged#COUNT_LIMIT}
	 */
	public record Found<T>(List<T> items, long total) {
	}

	/**
	 * The tickets beside one in a list.
	 *
	 * @param previous null for the first
	 * @param next null for the last
	 */
	public record Neighbours(@Nullable TicketRef previous, @Nullable TicketRef next) {
	}

	/**
	 * A list whose tickets are counted.
	 *
	 * @param kind the practice in the singular
	 */
	public record Counted(String kind, TicketFilter filter) {
	}

	/**
	 * A condition whose parameters are told apart from those of others in the same
	 * statement.
	 *
	 * @param suffix ends the names of the parameters
	 */
	private record Named(StringBuilder where, Map<String, Object> params, String suffix) {

		void in(String column, @Nullable List<String> values) {
			if (values != null && !values.isEmpty()) {
				add(" AND t." + column + " IN (:" + column + ")", column, values);
			}
		}

		void equal(String column, @Nullable UUID value) {
			if (value != null) {
				add(" AND t." + column + " = :" + column, column, value);
			}
		}

		void add(KeptFieldSql.Condition kept, String own) {
			this.where.append(" AND ").append(kept.sql().replaceAll(":(field|value|upto)\\b", ":$1" + own));
			kept.params().forEach((name, value) -> this.params.put(name + own, value));
		}

		void add(String sql, String name, Object value) {
			this.where.append(sql.replaceAll(":" + name + "\\b", ":" + name + this.suffix));
			this.params.put(name + this.suffix, value);
		}

	}

	/**
	 * What a practice adds to a ticket's row.
	 *
	 * @param <T> what a row becomes
	 */
	public interface Selection<T extends TicketRow> {

		/** The practice in the singular. */
		String kind();

		/** Its own columns. */
		String columns();

		/** Those of its own columns that hold a text of any length. */
		default List<String> texts() {
			return List.of();
		}

		/** What the columns are given by name. */
		default Map<String, Object> params() {
			return Map.of();
		}

		/** Those of its fields that can be searched for, and the column behind each. */
		default Map<String, String> searched() {
			return Map.of();
		}

		/** Its own table, joined to {@code tickets t}. */
		String join();

		/** Reads a row; the shared part is {@link #summary}. */
		T map(ResultSet row) throws SQLException;

		/** Reads what every ticket has. */
		default TicketSummary summary(ResultSet row) throws SQLException {
			return TicketSummary.of(row);
		}

	}

	/** Where a page by cursor goes on. */
	private record Cursor(Instant at, UUID id) {

		String text() {
			return Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString((this.at + "/" + this.id).getBytes(StandardCharsets.UTF_8));
		}

		static Cursor parse(String text) {
			try {
				String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("/", 2);
				return new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
			}
			catch (RuntimeException ex) {
				throw Refusal.invalid("cursor", "invalid");
			}
		}

	}

}
