package io.nagare.workflow.internal.model;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.workflow.Models;

/** Reads from the engine's tables which models are in force. */
@Component
class DeployedModels implements Models {

	private static final String IN_FORCE = """
			SELECT DISTINCT ON (d.key_) d.key_, d.name_, d.version_, d.tenant_id_, p.deploy_time_, p.name_ AS deployment,
			       p.source_
			  FROM %s d JOIN act_re_deployment p ON p.id_ = d.deployment_id_
			 WHERE d.tenant_id_ = ? OR d.tenant_id_ IS NULL
			 ORDER BY d.key_, d.tenant_id_ NULLS LAST, d.version_ DESC
			""";

	private static final String RUNNING = """
			SELECT d.key_, d.version_, d.tenant_id_, count(*) AS processes
			  FROM act_ru_execution e JOIN act_re_procdef d ON d.id_ = e.proc_def_id_
			 WHERE e.parent_id_ IS NULL AND e.tenant_id_ = ?
			 GROUP BY d.key_, d.version_, d.tenant_id_ ORDER BY d.version_
			""";

	private final JdbcTemplate jdbc;

	DeployedModels(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<ModelInForce> inForce() {
		String tenant = Tenancy.current().map(TenantId::slug).orElse(null);
		Map<String, List<Running>> running = new HashMap<>();
		this.jdbc.query(RUNNING, (RowCallbackHandler) (row) -> running
			.computeIfAbsent(row.getString("key_"), (key) -> new ArrayList<>())
			.add(new Running(row.getInt("version_"), row.getString("tenant_id_") != null, row.getInt("processes"))),
				tenant);
		List<ModelInForce> models = new ArrayList<>();
		read("process", "act_re_procdef", tenant, running, models);
		read("decision", "act_re_decision_def", tenant, Map.of(), models);
		return models;
	}

	private void read(String kind, String table, @Nullable String tenant, Map<String, List<Running>> running,
			List<ModelInForce> into) {
		into.addAll(this.jdbc.query(IN_FORCE.formatted(table), (row, number) -> model(kind, row, running), tenant));
	}

	private static ModelInForce model(String kind, ResultSet row, Map<String, List<Running>> running)
			throws SQLException {
		String key = row.getString("key_");
		return new ModelInForce(key, kind, row.getString("name_"), row.getInt("version_"),
				row.getString("tenant_id_") != null, row.getTimestamp("deploy_time_").toInstant(),
				row.getString("deployment"), row.getString("source_"), running.getOrDefault(key, List.of()));
	}

}
