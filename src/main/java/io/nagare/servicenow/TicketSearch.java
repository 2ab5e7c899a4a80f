package io.nagare.servicenow;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import io.nagare.directory.Category;
import io.nagare.directory.Directory;
import io.nagare.servicenow.EncodedQuery.Condition;
import io.nagare.servicenow.EncodedQuery.Operator;
import io.nagare.servicenow.TicketVocabulary.Words;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Phase;
import io.nagare.shared.Refusal;
import io.nagare.ticket.query.TicketCondition;
import io.nagare.ticket.query.TicketCondition.All;
import io.nagare.ticket.query.TicketCondition.Any;
import io.nagare.ticket.query.TicketCondition.Column;
import io.nagare.ticket.query.TicketCondition.Compared;
import io.nagare.ticket.query.TicketCondition.Comparison;
import io.nagare.ticket.query.TicketCondition.Empty;
import io.nagare.ticket.query.TicketCondition.Not;
import io.nagare.ticket.query.TicketCondition.OneOf;
import io.nagare.ticket.query.TicketCondition.Operand;
import io.nagare.ticket.query.TicketCondition.Own;
import io.nagare.ticket.query.TicketReads;

/**
 * Asks the product's own lists what a program asks of a table of tickets. What the lists
 * cannot answer is refused; nothing is left out without a word.
 */
@Component
class TicketSearch {

	private static final Map<String, Column> TEXTS = Map.of("short_description", Column.TITLE, "description",
			Column.DESCRIPTION, "number", Column.NUMBER, "task_effective_number", Column.NUMBER);

	private static final Map<String, Column> PEOPLE = Map.of("assigned_to", Column.ASSIGNEE, "opened_by",
			Column.CREATOR, "sys_created_by", Column.CREATOR, "sys_updated_by", Column.CHANGER, "resolved_by",
			Column.RESOLVER, "closed_by", Column.CLOSER);

	/** Those who did it, not those whom it is about. */
	private static final Set<Column> HANDS = Set.of(Column.CREATOR, Column.CHANGER, Column.RESOLVER, Column.CLOSER);

	/** By what the reference itself is found, without a look at its table. */
	private static final Set<String> NAMES = Set.of("user_name", "name", "email", "sys_id");

	/** So many are named at once. */
	private static final int MOST_NAMES = 100;

	/** People or teams whose tickets are looked for at once. */
	private static final int MOST_REFERRED = 10_000;

	/** Items whose tickets are looked for at once. */
	private static final int MOST_ITEMS = 1_000;

	private static final Map<String, Column> TIMES = Map.of("opened_at", Column.CREATED, "sys_created_on",
			Column.CREATED, "sys_updated_on", Column.UPDATED, "resolved_at", Column.RESOLVED, "closed_at",
			Column.CLOSED, "due_date", Column.DUE);

	private static final Map<String, String> SORTED = Map.of("number", "number", "opened_at", "created_at",
			"sys_created_on", "created_at", "sys_updated_on", "updated_at", "priority", "priority", "short_description",
			"title", "due_date", "resolution_due_at", "sys_id", TicketReads.BY_KEY);

	/** Columns of single tables that are called as the product's fields. */
	private static final Set<String> CALLED_ALIKE = Set.of("impact", "urgency", "known_error", "reassignment_count",
			"reopen_count");

	private static final Set<String> COUNTS = Set.of("reassignment_count", "reopen_count");

	private static final Set<String> BOOLEANS = Set.of("true", "false");

	/** Second to second, as the tables say times; or a whole day. */
	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd[' 'HH:mm:ss]['T'HH:mm:ss]");

	private final References references;

	private final Directory directory;

	private final Map<String, ReadTable> tables;

	TicketSearch(References references, Directory directory, List<ReadTable> tables) {
		this.tables = tables.stream().collect(Collectors.toMap(Table::name, Function.identity()));
		this.references = references;
		this.directory = directory;
	}

	/** What the query says must hold. */
	TicketCondition condition(TicketTableName table, TicketReads.Selection<?> selection, EncodedQuery query,
			Words words) {
		Asker asker = new Asker(table, selection, words);
		if (query.alternatives().isEmpty()) {
			return TicketCondition.NONE;
		}
		return new Any(query.alternatives()
			.stream()
			.<TicketCondition>map(
					(all) -> new All(all.stream().<TicketCondition>map((any) -> any(asker, any)).toList()))
			.toList());
	}

	/** In which order. */
	List<PageQuery.Order> order(EncodedQuery query) {
		return query.order().stream().map((order) -> {
			String field = Optional.ofNullable(SORTED.get(order.field()))
				.orElseThrow(() -> Refusal.invalid(EncodedQuery.PARAMETER, "not_sortable", order.field(),
						String.join(", ", SORTED.keySet().stream().sorted().toList())));
			// the product's list of priorities begins with the lowest
			return new PageQuery.Order(field, order.descending() != field.equals("priority"));
		}).toList();
	}

	/** What is asked of another record is asked at once, however many of it may hold. */
	private TicketCondition any(Asker asker, List<Condition> any) {
		List<TicketCondition> found = new ArrayList<>();
		Map<String, List<Condition>> beyond = new LinkedHashMap<>();
		for (Condition asked : any) {
			int step = asked.field().indexOf('.');
			if (step > 0) {
				String column = asked.field().substring(0, step);
				Condition of = asked.of(asked.field().substring(step + 1));
				if (asker.table().isPartOfRequest() && column.equals("request")) {
					found.add(condition(new Asker(TicketTableName.REQUEST, asker.selection(), asker.words()), of));
				}
				else if (NAMES.contains(of.field()) && of.isOfWhole() && tableOf(asker.table(), column).isPresent()) {
					// by what it is called it is found as the column itself says it
					found.add(condition(asker, of.of(column)));
				}
				else {
					beyond.computeIfAbsent(column, (first) -> new ArrayList<>()).add(of);
				}
			}
			else {
				found.add(condition(asker, asked));
			}
		}
		beyond.forEach((column, of) -> found.add(beyond(asker, column, of)));
		return new Any(found);
	}

	private TicketCondition condition(Asker asker, Condition asked) {
		TicketTableName table = asker.table();
		Words words = asker.words();
		String field = asked.field();
		if (isPerson(table, field)) {
			return referred(asked, person(asker, asked),
					(said) -> this.references.users(said).values().stream().map((user) -> key(field, user)).toList());
		}
		if (TEXTS.containsKey(field)) {
			return text(asked, TEXTS.get(field));
		}
		if (TIMES.containsKey(field)) {
			return time(asked, TIMES.get(field));
		}
		if (table.isPartOfRequest() && field.equals("request")) {
			return keys(asked);
		}
		return switch (field) {
			case "sys_id" -> keys(asked);
			case "active" -> active(asked);
			case "state", "incident_state", "problem_state" ->
				words.states().oneOf(numbers(asked, words.states().all(), (said) -> said));
			case "priority" -> new OneOf(Column.PRIORITY,
					words.priority().words(numbers(asked, words.priority().numbers(), (said) -> said)));
			case "assignment_group" -> referred(asked, Column.TEAM, this.references::teams);
			case "cmdb_ci" -> item(asked);
			case "category" -> category(asked);
			case "sys_class_name" -> constant(asked, table.table());
			case "sys_mod_count" -> count(asked, Column.VERSION);
			case "request_state" -> requested(table, asked);
			default -> asker.own(field).map((own) -> own(asked, own, asker)).orElseGet(() -> other(asked));
		};
	}

	/**
	 * What the record that a column refers to says, as its own table finds it.
	 * @param asked of the other record, of which one holds
	 */
	private TicketCondition beyond(Asker asker, String column, List<Condition> asked) {
		Condition first = asked.get(0);
		ReadTable table = tableOf(asker.table(), column).map(this.tables::get)
			.orElseThrow(() -> first.of(column + "." + first.field()).unknown());
		boolean items = column.equals("cmdb_ci");
		List<UUID> found = table.keys(new EncodedQuery(List.of(List.of(asked)), List.of()),
				items ? MOST_ITEMS : MOST_REFERRED);
		if (items) {
			return either(asked, Column.ITEMS,
					new Any(found.stream().<TicketCondition>map(TicketCondition.Concerns::new).toList()));
		}
		Operand key = isPerson(asker.table(), column) ? person(asker, first.of(column)) : Column.TEAM;
		return either(asked, key, new OneOf(key, found.stream().map((id) -> key(column, id)).toList()));
	}

	private static boolean isPerson(TicketTableName table, String column) {
		return column.equals(table.reporter()) || PEOPLE.containsKey(column);
	}

	/**
	 * Who the column says, as it is shown: whom a program named stands before who did it.
	 */
	private Operand person(Asker asker, Condition asked) {
		String column = asked.field();
		Column behind = column.equals(asker.table().reporter()) ? Column.REPORTER
				: PEOPLE.getOrDefault(column, Column.REPORTER);
		if (HANDS.contains(behind) && !this.references.tellsHands(asker.table().kind())) {
			throw asked.unknown();
		}
		return KeptColumns.isPerson(column) ? new TicketCondition.Named(column, behind) : behind;
	}

	/** The key of what the column refers to, as its operand has it. */
	private static Object key(String column, UUID id) {
		return KeptColumns.isPerson(column) ? SysId.of(id) : id;
	}

	/** The table that the column refers to; who made a record is a mere name in it. */
	private static Optional<String> tableOf(TicketTableName table, String column) {
		return (isPerson(table, column) && !column.startsWith("sys_")) ? Optional.of("sys_user")
				: Optional.ofNullable(Map.of("assignment_group", "sys_user_group", "cmdb_ci", "cmdb_ci").get(column));
	}

	/** Who refers to nothing is among those of whom something does not hold. */
	private static TicketCondition either(List<Condition> asked, Operand column, TicketCondition found) {
		return asked.stream().anyMatch(Condition::isNegative) ? new Any(List.of(new Empty(column), found)) : found;
	}

	private TicketCondition other(Condition asked) {
		if (KeptColumns.isOne(asked.field())) {
			return kept(asked);
		}
		throw asked.unknown();
	}

	/** What only this table has, each compared as what it is. */
	private static TicketCondition own(Condition asked, Own column, Asker asker) {
		String field = asked.field();
		if (field.equals("impact") || field.equals("urgency")) {
			Scale scale = field.equals("impact") ? asker.words().impact() : asker.words().urgency();
			return new OneOf(column, scale.words(numbers(asked, scale.numbers(), (said) -> said)));
		}
		if (COUNTS.contains(field)) {
			return count(asked, column);
		}
		if (field.equals("start_date") || field.equals("end_date")) {
			return time(asked, column);
		}
		if (field.equals("known_error")) {
			if (!BOOLEANS.contains(asked.value())) {
				throw asked.meaningless();
			}
			return text(asked, column);
		}
		return CloseCodes.of(asker.table().field(field))
			.map((codes) -> code(asked, column, codes))
			.orElseGet(() -> text(asked, column));
	}

	private static TicketCondition constant(Condition asked, String value) {
		return asked.holds(Cell.of(value)) ? TicketCondition.NONE : TicketCondition.NEVER;
	}

	private static TicketCondition text(Condition asked, Operand column) {
		Function<Comparison, TicketCondition> compared = (how) -> new Compared(column, how, asked.value());
		return switch (asked.operator()) {
			case IS -> asked.value().isEmpty() ? new Empty(column)
					: (column == Column.NUMBER)
							? new Compared(column, Comparison.IS, asked.value().toUpperCase(Locale.ROOT))
							: compared.apply(Comparison.SAYS);
			case IS_NOT -> new Not(asked.value().isEmpty() ? new Empty(column) : compared.apply(Comparison.SAYS));
			case IN -> new OneOf(column, asked.values());
			case NOT_IN -> new Not(new OneOf(column, asked.values()));
			case LIKE -> compared.apply(Comparison.CONTAINS);
			case NOT_LIKE -> new Not(compared.apply(Comparison.CONTAINS));
			case STARTS -> compared.apply(Comparison.STARTS);
			case ENDS -> compared.apply(Comparison.ENDS);
			case EMPTY -> new Empty(column);
			case NOT_EMPTY -> new Not(new Empty(column));
			case LESS, GREATER, AT_MOST, AT_LEAST, BETWEEN -> throw asked.refused();
		};
	}

	private static TicketCondition kept(Condition asked) {
		Function<Comparison, TicketCondition> compared = (how) -> new TicketCondition.Kept(asked.field(), how,
				asked.value());
		TicketCondition said = new Any(List.of(new TicketCondition.Kept(asked.field(), Comparison.CONTAINS, "")));
		return switch (asked.operator()) {
			case IS -> asked.value().isEmpty() ? new Not(said) : compared.apply(Comparison.IS);
			case IS_NOT -> asked.value().isEmpty() ? said : new Not(compared.apply(Comparison.IS));
			case IN -> new Any(asked.values()
				.stream()
				.<TicketCondition>map((one) -> new TicketCondition.Kept(asked.field(), Comparison.IS, one))
				.toList());
			case LIKE -> compared.apply(Comparison.CONTAINS);
			case NOT_LIKE -> new Not(compared.apply(Comparison.CONTAINS));
			case STARTS -> compared.apply(Comparison.STARTS);
			case ENDS -> compared.apply(Comparison.ENDS);
			case EMPTY -> new Not(said);
			case NOT_EMPTY -> said;
			case NOT_IN, LESS, GREATER, AT_MOST, AT_LEAST, BETWEEN -> throw asked.refused();
		};
	}

	/** Times are told by the second, so each second is one moment. */
	private static TicketCondition time(Condition asked, Operand column) {
		return switch (asked.operator()) {
			case LESS -> new Compared(column, Comparison.BEFORE, moment(asked, asked.value()));
			case GREATER -> new Compared(column, Comparison.FROM, moment(asked, asked.value()).plusSeconds(1));
			case AT_MOST -> new Compared(column, Comparison.BEFORE, moment(asked, asked.value()).plusSeconds(1));
			case AT_LEAST -> new Compared(column, Comparison.FROM, moment(asked, asked.value()));
			case BETWEEN -> {
				if (asked.values().size() != 2) {
					throw asked.meaningless();
				}
				yield new All(List.of(new Compared(column, Comparison.FROM, moment(asked, asked.values().get(0))),
						new Compared(column, Comparison.BEFORE, moment(asked, asked.values().get(1)).plusSeconds(1))));
			}
			case EMPTY -> new Empty(column);
			case NOT_EMPTY -> new Not(new Empty(column));
			case IS, IS_NOT, IN, NOT_IN, LIKE, NOT_LIKE, STARTS, ENDS -> throw asked.refused();
		};
	}

	/** A code that stands for no word is none that a ticket has. */
	private static TicketCondition code(Condition asked, Operand column, CloseCodes codes) {
		TicketCondition among = new OneOf(column,
				asked.values().stream().flatMap((one) -> codes.word(one.strip()).stream()).toList());
		boolean none = asked.values().stream().anyMatch(String::isBlank);
		TicketCondition found = none ? new Any(List.of(new Empty(column), among)) : among;
		return switch (asked.operator()) {
			case IS, IN -> found;
			case IS_NOT, NOT_IN -> new Not(found);
			case EMPTY -> new Empty(column);
			case NOT_EMPTY -> new Not(new Empty(column));
			case LIKE, NOT_LIKE, STARTS, ENDS, LESS, GREATER, AT_MOST, AT_LEAST, BETWEEN -> throw asked.refused();
		};
	}

	private static TicketCondition count(Condition asked, Operand column) {
		List<Integer> values = asked.values().stream().map((one) -> {
			if (!one.strip().matches("[0-9]{1,9}")) {
				throw asked.meaningless();
			}
			return Integer.valueOf(one.strip());
		}).toList();
		return switch (asked.operator()) {
			case IS, IN -> new OneOf(column, values);
			case IS_NOT, NOT_IN -> new Not(new OneOf(column, values));
			case LESS -> new Compared(column, Comparison.BEFORE, values.get(0));
			case GREATER -> new Compared(column, Comparison.AFTER, values.get(0));
			case AT_MOST -> new Compared(column, Comparison.UNTIL, values.get(0));
			case AT_LEAST -> new Compared(column, Comparison.FROM, values.get(0));
			case BETWEEN -> {
				if (values.size() != 2) {
					throw asked.meaningless();
				}
				yield new All(List.of(new Compared(column, Comparison.FROM, values.get(0)),
						new Compared(column, Comparison.UNTIL, values.get(1))));
			}
			case EMPTY, NOT_EMPTY, LIKE, NOT_LIKE, STARTS, ENDS -> throw asked.refused();
		};
	}

	/** By the phases whose word it is. */
	private static TicketCondition requested(TicketTableName table, Condition asked) {
		if (!table.equals(TicketTableName.REQUEST)) {
			throw asked.unknown();
		}
		return new OneOf(Column.PHASE,
				TicketColumns.OF_REQUESTS.entrySet()
					.stream()
					.filter((one) -> asked.holds(Cell.of(one.getValue())))
					.map(Map.Entry::getKey)
					.toList());
	}

	private static OffsetDateTime moment(Condition asked, String said) {
		try {
			String whole = (said.strip().length() == "2026-01-01".length()) ? said.strip() + " 00:00:00" : said.strip();
			return LocalDateTime.parse(whole, TIME).atOffset(ZoneOffset.UTC);
		}
		catch (DateTimeParseException ex) {
			throw asked.meaningless();
		}
	}

	private static TicketCondition keys(Condition asked) {
		// what is no key is nobody's
		List<UUID> keys = asked.values().stream().flatMap((one) -> SysId.parse(one).stream()).toList();
		TicketCondition among = new OneOf(Column.ID, keys);
		return switch (asked.operator()) {
			case IS, IN -> among;
			case IS_NOT, NOT_IN -> new Not(among);
			case LESS -> key(asked, Comparison.BEFORE, keys);
			case GREATER -> key(asked, Comparison.AFTER, keys);
			case AT_MOST -> key(asked, Comparison.UNTIL, keys);
			case AT_LEAST -> key(asked, Comparison.FROM, keys);
			case EMPTY, NOT_EMPTY, LIKE, NOT_LIKE, STARTS, ENDS, BETWEEN -> throw asked.refused();
		};
	}

	/** Who reads all of a table goes on behind the last key. */
	private static TicketCondition key(Condition asked, Comparison how, List<UUID> keys) {
		if (keys.size() != 1) {
			throw asked.meaningless();
		}
		return new Compared(Column.ID, how, keys.get(0));
	}

	private static TicketCondition active(Condition asked) {
		if (!List.of("true", "false").contains(asked.value())
				|| (asked.operator() != Operator.IS && asked.operator() != Operator.IS_NOT)) {
			throw asked.meaningless();
		}
		TicketCondition ended = new OneOf(Column.PHASE, List.of(Phase.CLOSED.word(), Phase.CANCELLED.word()));
		return (asked.value().equals("true") == (asked.operator() == Operator.IS)) ? new Not(ended) : ended;
	}

	/** Those of the numbers that there are of which the comparison holds. */
	private static List<String> numbers(Condition asked, List<String> all, Function<String, String> said) {
		if (asked.operator() == Operator.NOT_EMPTY) {
			return all;
		}
		List<String> wanted = asked.values().stream().map(String::strip).map(said).toList();
		return switch (asked.operator()) {
			case IS, IN -> wanted;
			case IS_NOT, NOT_IN -> all.stream().filter((number) -> !wanted.contains(number)).toList();
			case LESS -> all.stream().filter((number) -> place(number) < number(asked, wanted, 0)).toList();
			case GREATER -> all.stream().filter((number) -> place(number) > number(asked, wanted, 0)).toList();
			case AT_MOST -> all.stream().filter((number) -> place(number) <= number(asked, wanted, 0)).toList();
			case AT_LEAST -> all.stream().filter((number) -> place(number) >= number(asked, wanted, 0)).toList();
			case BETWEEN -> all.stream()
				.filter((number) -> place(number) >= number(asked, wanted, 0)
						&& place(number) <= number(asked, wanted, 1))
				.toList();
			case EMPTY -> List.of();
			case NOT_EMPTY, LIKE, NOT_LIKE, STARTS, ENDS -> throw asked.refused();
		};
	}

	private static int place(String number) {
		return Integer.parseInt(number);
	}

	private static int number(Condition asked, List<String> wanted, int at) {
		if (at >= wanted.size() || !wanted.get(at).matches("-?[0-9]{1,5}")) {
			throw asked.meaningless();
		}
		return place(wanted.get(at));
	}

	/** Whom nobody knows has no tickets. */
	private static TicketCondition referred(Condition asked, Operand column,
			Function<List<String>, ? extends List<?>> known) {
		List<?> keys = known.apply(named(asked));
		boolean nobody = asked.values().stream().anyMatch(String::isBlank);
		TicketCondition among = nobody ? new Any(List.of(new Empty(column), new OneOf(column, keys)))
				: new OneOf(column, keys);
		return switch (asked.operator()) {
			case IS, IN -> among;
			case IS_NOT, NOT_IN -> new Not(among);
			case EMPTY -> new Empty(column);
			case NOT_EMPTY -> new Not(new Empty(column));
			case LIKE, NOT_LIKE, STARTS, ENDS, LESS, GREATER, AT_MOST, AT_LEAST, BETWEEN -> throw asked.refused();
		};
	}

	/** What the condition names, which is looked up at once. */
	private static List<String> named(Condition asked) {
		List<String> named = asked.values().stream().map(String::strip).filter((one) -> !one.isEmpty()).toList();
		if (named.size() > MOST_NAMES) {
			throw Refusal.invalid(EncodedQuery.PARAMETER, "too_many", MOST_NAMES);
		}
		return named;
	}

	private TicketCondition item(Condition asked) {
		List<TicketCondition> concerned = new ArrayList<>();
		this.references.items(named(asked)).forEach((item) -> concerned.add(new TicketCondition.Concerns(item)));
		if (asked.values().stream().anyMatch(String::isBlank)) {
			concerned.add(new Empty(Column.ITEMS));
		}
		return switch (asked.operator()) {
			case IS, IN -> new Any(concerned);
			case IS_NOT, NOT_IN -> new Not(new Any(concerned));
			case EMPTY -> new Empty(Column.ITEMS);
			case NOT_EMPTY -> new Not(new Empty(Column.ITEMS));
			case LIKE, NOT_LIKE, STARTS, ENDS, LESS, GREATER, AT_MOST, AT_LEAST, BETWEEN -> throw asked.refused();
		};
	}

	/** Several categories may have one name. */
	private TicketCondition category(Condition asked) {
		if (asked.operator() == Operator.EMPTY || (asked.operator() == Operator.IS && asked.value().isEmpty())) {
			return new Empty(Column.CATEGORY);
		}
		TicketCondition named = new OneOf(Column.CATEGORY,
				this.directory.categories()
					.stream()
					.filter((category) -> asked.holds(Cell.of(SysId.of(category.id()), category.name())))
					.map(Category::id)
					.toList());
		return either(List.of(asked), Column.CATEGORY, named);
	}

	/** Where something is asked for. */
	private record Asker(TicketTableName table, TicketReads.Selection<?> selection, Words words) {

		/** The column that only tables of the kind have. */
		Optional<Own> own(String column) {
			return Optional.of(column)
				.filter((one) -> this.table.own().containsKey(one) || CALLED_ALIKE.contains(one))
				.flatMap((one) -> Optional.ofNullable(this.selection.searched().get(this.table.field(one))))
				.map((behind) -> new Own(this.selection, behind));
		}

	}

}
