package io.nagare.workflow.internal.check;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import camundajar.impl.scala.Product;
import camundajar.impl.scala.Tuple2;
import camundajar.impl.scala.collection.Iterable;
import camundajar.impl.scala.collection.Iterator;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.ArithmeticNegation;
import org.camunda.feel.syntaxtree.ConstContext;
import org.camunda.feel.syntaxtree.ConstInputValue;
import org.camunda.feel.syntaxtree.ConstNumber;
import org.camunda.feel.syntaxtree.ConstString;
import org.camunda.feel.syntaxtree.EveryItem;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.Exponentiation;
import org.camunda.feel.syntaxtree.Filter;
import org.camunda.feel.syntaxtree.For;
import org.camunda.feel.syntaxtree.FunctionDefinition;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.IterationContext;
import org.camunda.feel.syntaxtree.JavaFunctionInvocation;
import org.camunda.feel.syntaxtree.FunctionParameters;
import org.camunda.feel.syntaxtree.NamedFunctionParameters;
import org.camunda.feel.syntaxtree.PositionalFunctionParameters;
import org.camunda.feel.syntaxtree.QualifiedFunctionInvocation;
import org.camunda.feel.syntaxtree.Ref;
import org.camunda.feel.syntaxtree.SomeItem;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Refusal;

/**
 * Says of a FEEL expression what it can cost at most, from its text alone, since the
 * engine that evaluates it stops at nothing. Loops run over ranges that are written out
 * or over inputs, whose size {@link KnownCells} caps; only functions are known whose cost
 * follows from the size of what they get. Not sound to the last unit: what is counted
 * decides whether a cell takes milliseconds or minutes.
 */
public final class FeelBounds {

	/** Characters of one expression. */
	public static final int MAX_LENGTH = 2_000;

	/**
	 * How deep brackets may nest. The parser tries what is wrong within them in several
	 * ways at each level.
	 */
	public static final int MAX_DEPTH = 8;

	/** How deep what is parsed may nest, where each "or" is a level. */
	private static final int MAX_LEVELS = 250;

	/** How far a range counts. */
	public static final int MAX_RANGE = 1_000;

	/** How often the innermost loop runs. */
	public static final int MAX_LOOPS = 10_000;

	/** How much an input holds at run time: characters, or elements on all levels. */
	public static final int INPUT_SIZE = 4_000;

	/** How many elements an input's list has at run time. */
	public static final int INPUT_ITEMS = 1_000;

	/** Digits of a number, and places after its point. */
	public static final int MAX_DIGITS = 100;

	/** How large a value on the way may grow. */
	private static final long MAX_SIZE = 1_000_000;

	/** About a second. */
	public static final long MAX_WORK = 100_000_000;

	/** What evaluating any part costs beside its size. */
	private static final int PART = 20;

	/** Their cost grows with the square of the list. */
	private static final Set<String> QUADRATIC = Set.of("distinct values", "duplicate values", "union", "mode",
			"remove");

	/** They give the elements of inner lists. */
	private static final Set<String> UNFOLDING = Set.of("flatten", "get entries", "partition");

	/** They make a number as long as they are told. */
	private static final Set<String> ROUNDING = Set.of("decimal", "round up", "round down", "round half up",
			"round half down");

	/**
	 * Left out: regular expressions, whose cost nobody can tell, and what takes a
	 * function.
	 */
	private static final Set<String> LINEAR = Set.of("not", "string", "date", "time", "date and time", "duration",
			"years and months duration", "contains", "starts with", "ends with", "substring", "substring before",
			"substring after", "string length", "upper case", "lower case", "trim", "is blank", "is empty",
			"string join", "list contains", "count", "min", "max", "sum", "product", "mean", "median", "stddev", "all",
			"and", "any", "or", "sublist", "append", "concatenate", "insert before", "reverse", "index of", "floor",
			"ceiling", "abs", "modulo", "sqrt", "log", "exp", "odd", "even", "now", "today", "day of year",
			"day of week", "month of year", "week of year", "last day of month", "before", "after", "meets", "met by",
			"overlaps", "overlaps before", "overlaps after", "finishes", "finished by", "includes", "during", "starts",
			"started by", "coincides", "get value", "context", "context put", "context merge", "get or else",
			"is defined");

	/** What a "for" has collected so far, under the name by which its body may use it. */
	private static final String PARTIAL = "partial";

	private final Map<String, Cost> known;

	private final long loops;

	private final int depth;

	private FeelBounds(Map<String, Cost> known, long loops, int depth) {
		this.known = known;
		this.loops = loops;
		this.depth = depth;
	}

	/**
	 * What the expression costs at most.
	 * @return null where it can't be read
	 * @throws TooCostly where that is too much
	 */
	static @Nullable Long cost(String text, Function<String, ParseResult> parser) throws TooCostly {
		if (text.length() > MAX_LENGTH) {
			throw new TooCostly("feel_too_long", MAX_LENGTH);
		}
		if (nesting(text) > MAX_DEPTH) {
			throw new TooCostly("feel_too_deep", MAX_DEPTH);
		}
		if (!isBalanced(text)) {
			return null;
		}
		try {
			ParseResult parsed = parser.apply(text);
			return parsed.isSuccess() ? new FeelBounds(Map.of(), 1, 0).of(parsed.parsedExpression().expression()).work()
					: null;
		}
		catch (StackOverflowError ex) {
			throw new TooCostly("feel_too_deep", MAX_DEPTH);
		}
	}

	/** How deep brackets nest, words in quotation marks included, which have few. */
	static int nesting(String text) {
		int depth = 0;
		int deepest = 0;
		for (int i = 0; i < text.length(); i++) {
			char sign = text.charAt(i);
			if (sign == '(' || sign == '[' || sign == '{') {
				deepest = Math.max(deepest, ++depth);
			}
			else if (sign == ')' || sign == ']' || sign == '}') {
				depth--;
			}
		}
		return deepest;
	}

	/**
	 * Whether each bracket is closed, as far as that can be told without reading the
	 * text: the ends of ranges, names in backticks and comments are left to the parser.
	 */
	static boolean isBalanced(String text) {
		int round = 0;
		int square = 0;
		int curly = 0;
		boolean quoted = false;
		for (int i = 0; i < text.length(); i++) {
			char sign = text.charAt(i);
			if (quoted) {
				i += (sign == '\\') ? 1 : 0;
				quoted = sign != '"';
				continue;
			}
			if (sign == '`' || text.startsWith("..", i) || text.startsWith("//", i) || text.startsWith("/*", i)) {
				return true;
			}
			quoted = sign == '"';
			round += (sign == '(') ? 1 : (sign == ')') ? -1 : 0;
			square += (sign == '[') ? 1 : (sign == ']') ? -1 : 0;
			curly += (sign == '{') ? 1 : (sign == '}') ? -1 : 0;
		}
		return round == 0 && square == 0 && curly == 0;
	}

	private Cost of(Object part) throws TooCostly {
		if (this.depth > MAX_LEVELS) {
			throw new TooCostly("feel_too_deep", MAX_DEPTH);
		}
		Cost cost = new FeelBounds(this.known, this.loops, this.depth + 1).within(part);
		if (cost.work() * this.loops > MAX_WORK || cost.size() > MAX_SIZE) {
			throw new TooCostly("feel_too_costly");
		}
		return cost;
	}

	private Cost within(Object part) throws TooCostly {
		if (part instanceof ConstNumber number) {
			BigDecimal value = number.value().bigDecimal();
			if (value.precision() > MAX_DIGITS || Math.abs((long) value.scale()) > MAX_DIGITS) {
				throw new TooCostly("feel_too_costly");
			}
			return Cost.ONE;
		}
		if (part instanceof ConstString word) {
			return Cost.sized(word.value().length(), 1);
		}
		if (part instanceof ConstInputValue) {
			return Cost.INPUT;
		}
		if (part instanceof Ref ref) {
			return named(String.valueOf(ref.names().head()));
		}
		if (part instanceof IterationContext range) {
			return range(range);
		}
		if (part instanceof For loop) {
			return loop(loop.iterators().iterator(), loop.exp(), true);
		}
		if (part instanceof SomeItem some) {
			return loop(some.iterators().iterator(), some.condition(), false);
		}
		if (part instanceof EveryItem every) {
			return loop(every.iterators().iterator(), every.condition(), false);
		}
		if (part instanceof Filter filter) {
			return filter(filter);
		}
		if (part instanceof ConstContext context) {
			return context(context);
		}
		if (part instanceof FunctionInvocation call) {
			return call(call);
		}
		if (part instanceof FunctionDefinition || part instanceof JavaFunctionInvocation) {
			throw new TooCostly("feel_function", "function()");
		}
		if (part instanceof QualifiedFunctionInvocation call) {
			throw new TooCostly("feel_function", call.function());
		}
		if (part instanceof Exponentiation power) {
			Integer exponent = written(power.y());
			if (exponent == null || Math.abs(exponent) > 10 || power.x().toString().contains("Exponentiation(")) {
				throw new TooCostly("feel_too_costly");
			}
		}
		return all(part);
	}

	private Cost named(String name) throws TooCostly {
		Cost cost = this.known.getOrDefault(name, Cost.INPUT);
		if (cost.equals(Cost.GROWING)) {
			throw new TooCostly("feel_function", name);
		}
		return cost;
	}

	/** Whatever a part is made of. */
	private Cost all(Object part) throws TooCostly {
		long work = PART;
		long size = 1;
		long items = 1;
		long parts = 0;
		Iterator<?> children = (part instanceof Iterable<?> list) ? list.iterator()
				: (part instanceof Product product) ? product.productIterator() : null;
		while (children != null && children.hasNext()) {
			Object child = children.next();
			if (child instanceof Product || child instanceof Iterable<?>) {
				Cost cost = of(child);
				work += cost.work();
				size += cost.size();
				items = Math.max(items, cost.items());
			}
			parts++;
		}
		return new Cost(work + size, size, (part instanceof Iterable<?>) ? Math.max(parts, items) : items);
	}

	private Cost range(IterationContext range) throws TooCostly {
		Integer first = written(range.start());
		Integer last = written(range.end());
		if (first == null || last == null || Math.abs((long) last - first) >= MAX_RANGE) {
			throw new TooCostly("feel_range", MAX_RANGE);
		}
		return Cost.sized(Math.abs(last - first) + 1L, Math.abs(last - first) + 1L);
	}

	/** The whole number that is written there; null where it is anything else. */
	private static @Nullable Integer written(Exp part) {
		if (part instanceof ArithmeticNegation negation) {
			Integer positive = written(negation.x());
			return (positive != null) ? Integer.valueOf(-positive) : null;
		}
		return (part instanceof ConstNumber number && number.value().isValidInt()) ? number.value().toInt() : null;
	}

	private Cost loop(Iterator<?> iterators, Exp body, boolean collects) throws TooCostly {
		Map<String, Cost> names = new HashMap<>(this.known);
		long work = PART;
		long runs = 1;
		while (iterators.hasNext()) {
			Tuple2<?, ?> iterator = (Tuple2<?, ?>) iterators.next();
			Cost list = inner(names, runs).of(iterator._2());
			work += runs * list.work();
			runs = runs(runs, list);
			names.put(String.valueOf(iterator._1()), list.item());
		}
		if (collects) {
			names.put(PARTIAL, Cost.GROWING);
		}
		Cost once = inner(names, runs).of(body);
		work += runs * once.work();
		return collects ? new Cost(work, runs * once.size(), runs) : new Cost(work, 1, 1);
	}

	private FeelBounds inner(Map<String, Cost> names, long runs) {
		return new FeelBounds(names, this.loops * runs, this.depth);
	}

	private long runs(long before, Cost list) throws TooCostly {
		long runs = before * list.items();
		if (runs * this.loops > MAX_LOOPS) {
			throw new TooCostly("feel_loops", MAX_LOOPS);
		}
		return runs;
	}

	private Cost filter(Filter filter) throws TooCostly {
		Cost list = of(filter.list());
		if (written(filter.filter()) != null) {
			return list;
		}
		long runs = runs(1, list);
		Map<String, Cost> names = new HashMap<>(this.known);
		names.put("item", list.item());
		return new Cost(list.work() + runs * inner(names, runs).of(filter.filter()).work(), list.size(), list.items());
	}

	private Cost context(ConstContext context) throws TooCostly {
		Map<String, Cost> names = new HashMap<>(this.known);
		long work = PART;
		long size = 1;
		long items = 1;
		for (Iterator<?> entries = context.entries().iterator(); entries.hasNext();) {
			Tuple2<?, ?> entry = (Tuple2<?, ?>) entries.next();
			Cost value = inner(names, 1).of(entry._2());
			names.put(String.valueOf(entry._1()), value);
			work += value.work();
			size += value.size();
			items = Math.max(items, value.items());
		}
		return new Cost(work, size, items);
	}

	private Cost call(FunctionInvocation call) throws TooCostly {
		String name = call.function();
		if (!LINEAR.contains(name) && !QUADRATIC.contains(name) && !UNFOLDING.contains(name)
				&& !ROUNDING.contains(name)) {
			throw new TooCostly("feel_function", name);
		}
		if (ROUNDING.contains(name) && !roundsBriefly(call.params())) {
			throw new TooCostly("feel_too_costly");
		}
		long work = PART;
		long size = 1;
		long items = 0;
		long separators = 0;
		for (Iterator<?> each = params(call.params()); each.hasNext();) {
			Cost cost = of(each.next());
			work += cost.work();
			separators = items * cost.size();
			size += cost.size();
			items += cost.items();
		}
		if (QUADRATIC.contains(name)) {
			work += items * items;
		}
		if (name.equals("string join")) {
			size += separators;
		}
		return new Cost(work + size, size, UNFOLDING.contains(name) ? size : Math.max(1, items));
	}

	private static Iterator<?> params(FunctionParameters params) {
		return (params instanceof NamedFunctionParameters named) ? named.params().values().iterator()
				: ((PositionalFunctionParameters) params).params().iterator();
	}

	/** Whether the number of places is written out, and of some use. */
	private static boolean roundsBriefly(FunctionParameters params) {
		Object places = null;
		if (params instanceof NamedFunctionParameters named) {
			places = named.params().getOrElse("scale", () -> null);
		}
		else {
			for (Iterator<?> each = params(params); each.hasNext();) {
				places = each.next();
			}
		}
		Integer written = (places instanceof Exp part) ? written(part) : null;
		return written != null && Math.abs(written) <= MAX_DIGITS;
	}

	/**
	 * The most that a part can cost.
	 *
	 * @param work of evaluating it
	 * @param size what its value holds: characters, or elements on all levels
	 * @param items elements of its value, if that is a list
	 */
	private record Cost(long work, long size, long items) {

		private static final Cost ONE = sized(1, 1);

		private static final Cost INPUT = sized(INPUT_SIZE, INPUT_ITEMS);

		/** Of what may double with each run of a loop. */
		private static final Cost GROWING = new Cost(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

		private static Cost sized(long size, long items) {
			return new Cost(PART + size, size, items);
		}

		/** One of the elements. */
		private Cost item() {
			long share = Math.max(1, this.size / Math.max(1, this.items));
			return sized(share, share);
		}

	}

	/** The expression may cost more than a model is allowed. */
	public static final class TooCostly extends Exception {

		private static final long serialVersionUID = 1L;

		private final String code;

		private final transient List<Object> args;

		TooCostly(String code, Object... args) {
			super(code);
			this.code = code;
			this.args = List.of(args);
		}

		Refusal.Detail at(String place) {
			return Refusal.Detail.of(place, this.code, this.args.toArray());
		}

	}

}
