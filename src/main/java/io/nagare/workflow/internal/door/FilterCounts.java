package io.nagare.workflow.internal.door;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import org.apache.ibatis.builder.xml.XMLMapperBuilder;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.FilterServiceImpl;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cmd.ExecuteFilterCountCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.camunda.bpm.engine.query.Query;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

import io.nagare.workflow.internal.EngineSessionFactory;

/**
 * Counts what is in a filter of Tasklist, up to as many tasks as the engine answers at
 * once. Tasklist asks for it with every page, and of 100,000 tasks the engine's exact
 * count took ten times as long as the page. Counts that name no filter
 * ({@code /task/count}) stay exact.
 */
public final class FilterCounts extends FilterServiceImpl {

	private static final String MAPPER = "io/nagare/workflow/internal/task-counts.xml";

	@Override
	public @Nullable Long count(String filter) {
		return count(filter, null);
	}

	@Override
	public @Nullable Long count(String filter, @Nullable Query<?, ?> extending) {
		return this.commandExecutor.execute(new Count(filter, extending));
	}

	/** Lets the database know our statement; while the engine's own are at hand. */
	public static void learn(Configuration statements) {
		try (InputStream mapper = new ClassPathResource(MAPPER).getInputStream()) {
			new XMLMapperBuilder(mapper, statements, MAPPER, statements.getSqlFragments()).parse();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Says with the query how far to count. */
	private static final class Count extends ExecuteFilterCountCmd {

		private static final long serialVersionUID = 1L;

		Count(String filter, @Nullable Query<?, ?> extending) {
			super(filter, extending);
		}

		@Override
		public Long execute(CommandContext context) {
			Query<?, ?> query = getFilter(context).getQuery();
			if (query instanceof AbstractQuery<?, ?> limited) {
				limited.setMaxResults(context.getProcessEngineConfiguration().getQueryMaxResultsLimit());
			}
			return query.count();
		}

	}

	/** The engine's manager of tasks that counts so. */
	public static EngineSessionFactory<?> manager() {
		return new EngineSessionFactory<>(TaskManager.class, Manager::new);
	}

	/** Counts as far as a query says. */
	private static final class Manager extends TaskManager {

		@Override
		public long findTaskCountByQueryCriteria(TaskQueryImpl query) {
			if (query.getMaxResults() == Integer.MAX_VALUE) {
				return super.findTaskCountByQueryCriteria(query);
			}
			configureQuery(query);
			return (Long) getDbEntityManager().selectOne("countTasksUpTo", query);
		}

	}

}
