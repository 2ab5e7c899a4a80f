package io.nagare.workflow.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.NagareTest;
import io.nagare.shared.Tenancy;
import io.nagare.workflow.internal.door.TaskFilters;
import io.nagare.workflow.internal.identity.EngineGrants;
import io.nagare.workflow.internal.model.ModelDeployer;

import static org.assertj.core.api.Assertions.assertThat;

/** Several nodes may start at once on one database. */
@NagareTest
class EngineStartTests {

	private static final int NODES = 3;

	@Autowired
	private ProcessEngine engine;

	@Autowired
	private EngineGrants grants;

	@Autowired
	private TaskFilters filters;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private PlatformTransactionManager transactions;

	@Test
	void deploysChangedModelsOnce() throws Exception {
		EngineStart start = new EngineStart(new ModelDeployer(this.engine, new Changed()), this.grants, this.filters,
				this.jdbc, this.transactions);
		long before = deployments();
		CyclicBarrier together = new CyclicBarrier(NODES);
		Callable<Boolean> node = () -> {
			together.await();
			start.afterSingletonsInstantiated();
			return true;
		};
		ExecutorService nodes = Executors.newFixedThreadPool(NODES);
		try {
			for (Future<Boolean> one : nodes.invokeAll(List.of(node, node, node))) {
				assertThat(one.get()).isTrue();
			}
		}
		finally {
			nodes.shutdown();
		}
		assertThat(deployments()).isEqualTo(before + 1);
	}

	private long deployments() {
		return Tenancy.asPlatform(() -> this.engine.getRepositoryService()
			.createDeploymentQuery()
			.deploymentSource(ModelDeployer.SOURCE)
			.count());
	}

	/** The shipped models and one more, which no database knows. */
	private static final class Changed extends PathMatchingResourcePatternResolver {

		private final byte[] table = table();

		private static byte[] table() {
			try {
				return Files.readString(Path.of("rules/incident/priority.dmn"))
					.replace("incident-priority", "start-test")
					.replace("incidentPriority", "start" + UUID.randomUUID())
					.getBytes(StandardCharsets.UTF_8);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public Resource[] getResources(String pattern) throws IOException {
			List<Resource> resources = new ArrayList<>(List.of(super.getResources(pattern)));
			resources.add(new ByteArrayResource(this.table) {

				@Override
				public URL getURL() throws IOException {
					return new URL("file:/models/rules/start-test.dmn");
				}

			});
			return resources.toArray(new Resource[0]);
		}

	}

}
