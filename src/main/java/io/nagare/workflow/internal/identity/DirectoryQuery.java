package io.nagare.workflow.internal.identity;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.query.Query;
import org.jspecify.annotations.Nullable;

/**
 * A question of the engine's for people, groups or tenants: notes what is wanted by the
 * name of the method that says it, and answers from a list. All criteria are honoured or
 * refused, and so are order and page.
 */
final class DirectoryQuery<T> implements InvocationHandler {

	private final Map<String, Object> criteria = new HashMap<>();

	private final List<Comparator<T>> order = new ArrayList<>();

	private final Function<Map<String, Object>, List<T>> answers;

	private final Map<String, Function<T, String>> columns;

	private final Function<T, String> id;

	private @Nullable Function<T, String> ordered;

	private DirectoryQuery(Function<Map<String, Object>, List<T>> answers, Map<String, Function<T, String>> columns,
			Function<T, String> id) {
		this.answers = answers;
		this.columns = columns;
		this.id = id;
	}

	/**
	 * A query of that type.
	 * @param answers what fits the criteria, which are given by the names of the query's
	 * methods
	 * @param columns what to order by, by the name of the method that demands it
	 * @param id what to order by where that leaves a choice
	 */
	static <Q extends Query<?, T>, T> Q of(Class<Q> type, Function<Map<String, Object>, List<T>> answers,
			Map<String, Function<T, String>> columns, Function<T, String> id) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				new DirectoryQuery<>(answers, columns, id)));
	}

	@Override
	public @Nullable Object invoke(Object query, Method method, Object @Nullable [] args) {
		Object[] said = (args != null) ? args : new Object[0];
		return switch (method.getName()) {
			case "count" -> (long) this.answers.apply(this.criteria).size();
			case "list", "unlimitedList" -> page(0, Integer.MAX_VALUE);
			case "listPage" -> page((int) said[0], (int) said[1]);
			case "singleResult" -> single(page(0, 2));
			case "asc" -> ordered(query, false);
			case "desc" -> ordered(query, true);
			case "equals" -> query == said[0];
			case "hashCode" -> System.identityHashCode(query);
			case "toString" -> this.criteria.toString();
			case "potentialStarter" ->
				throw new BadUserRequestException("Nobody starts processes by himself: potentialStarter is not known");
			default -> wanted(query, method.getName(), said);
		};
	}

	private Object wanted(Object query, String name, Object[] said) {
		if (this.columns.containsKey(name)) {
			this.ordered = this.columns.get(name);
		}
		else if (said.length == 0 || said[0] == null) {
			throw new BadUserRequestException(name + " must not be null");
		}
		else {
			this.criteria.put(name, said[0]);
		}
		return query;
	}

	private Object ordered(Object query, boolean reversed) {
		if (this.ordered == null) {
			throw new BadUserRequestException("Say first what to order by");
		}
		Comparator<T> next = Comparator.comparing(this.ordered);
		this.order.add(reversed ? next.reversed() : next);
		this.ordered = null;
		return query;
	}

	private List<T> page(int first, int most) {
		Comparator<T> all = Comparator.comparing((one) -> 0);
		for (Comparator<T> next : this.order) {
			all = all.thenComparing(next);
		}
		return this.answers.apply(this.criteria)
			.stream()
			.sorted(all.thenComparing(this.id))
			.skip(first)
			.limit(most)
			.toList();
	}

	private static <T> @Nullable T single(List<T> found) {
		if (found.size() > 1) {
			throw new BadUserRequestException("More than one fits");
		}
		return found.isEmpty() ? null : found.get(0);
	}

}
