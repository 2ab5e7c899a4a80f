package io.nagare;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

import io.nagare.realtime.LiveFeed;

/**
 * Hears what the application under test sends to its database, Hibernate, plain JDBC and
 * the engine alike. A batch is heard once.
 */
@Component
public class Statements implements BeanPostProcessor {

	private static volatile @Nullable Queue<String> heard;

	/**
	 * The statements that the work sends, in their order, from all threads except those
	 * that work for who is connected: what they read depends on who still is from an
	 * earlier test.
	 */
	public static List<String> of(Runnable work) {
		Queue<String> listening = new ConcurrentLinkedQueue<>();
		heard = listening;
		try {
			work.run();
		}
		finally {
			heard = null;
		}
		return List.copyOf(listening);
	}

	/**
	 * The shorter of two times of the work, without what is asked every few seconds:
	 * which models and rules are in force. What is remembered of a caller for seconds may
	 * have to be read anew in one of the two.
	 */
	public static List<String> fewestOf(Runnable work) {
		return fewestOf(() -> "", (nothing) -> work.run());
	}

	/** As {@link #fewestOf(Runnable)}, with something made anew before each time. */
	public static List<String> fewestOf(Supplier<String> prepare, Consumer<String> work) {
		return Stream.generate(prepare)
			.limit(2)
			.map((prepared) -> of(() -> work.accept(prepared)).stream().filter(Statements::isOwn).toList())
			.min(Comparator.comparing(List::size))
			.orElseThrow();
	}

	private static boolean isOwn(String statement) {
		return !statement.contains("act_re_") && !statement.contains("ACT_RE_")
				&& !statement.contains("rule_set_versions");
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		return (bean instanceof DataSource source && name.equals("dataSource")) ? new Overheard(source) : bean;
	}

	private static final class Overheard extends DelegatingDataSource {

		Overheard(DataSource source) {
			super(source);
		}

		@Override
		public Connection getConnection() throws SQLException {
			return overheard(Connection.class, super.getConnection(), null);
		}

	}

	private static <T> T overheard(Class<T> type, T target, @Nullable String sql) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, args) -> {
				String text = (args != null && args.length > 0 && args[0] instanceof String first) ? first : sql;
				Queue<String> listening = heard;
				if (listening != null && text != null && method.getName().startsWith("execute")
						&& !Thread.currentThread().getName().startsWith(LiveFeed.THREADS)) {
					listening.add(text.replaceAll("\\s+", " ").strip());
				}
				try {
					Object result = method.invoke(target, args);
					if (result instanceof PreparedStatement prepared) {
						return overheard(PreparedStatement.class, prepared, text);
					}
					return (result instanceof Statement statement) ? overheard(Statement.class, statement, text)
							: result;
				}
				catch (InvocationTargetException ex) {
					throw ex.getTargetException();
				}
			}));
	}

}
