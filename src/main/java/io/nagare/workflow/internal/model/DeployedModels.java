package io.nagare.workflow.internal.model;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.shared.RefusalWords;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.workflow.Models;
import io.nagare.workflow.internal.EngineTables;
import io.nagare.workflow.internal.ModelKind;

/** Reads from the engine's tables which models are in force. */
@Component
class DeployedModels implements Models {

	private static final String IN_FORCE = """
			SELECT DISTINCT ON (d.key_) d.key_, d.name_, d.version_, d.tenant_id_, d.deployment_id_,
			       d.resource_name_, p.deploy_time_, p.name_ AS deployment, p.source_, r.comment, r.deployed_by
			  FROM %s d JOIN act_re_deployment p ON p.id_ = d.deployment_id_
			  LEFT JOIN model_releases r ON r.deployment_id = p.id_
			 WHERE (d.tenant_id_ = ? OR d.tenant_id_ IS NULL) AND %s
			 ORDER BY d.key_, d.tenant_id_ NULLS LAST, d.version_ DESC
			""";

	/** The latest one of a moment. */
	private static final String SHARED = """
			SELECT d.version_, p.deploy_time_, md5(b.bytes_) AS content
			  FROM %s d JOIN act_re_deployment p ON p.id_ = d.deployment_id_
			  JOIN act_ge_bytearray b ON b.deployment_id_ = d.deployment_id_ AND b.name_ = d.resource_name_
			 WHERE d.key_ = ? AND d.tenant_id_ IS NULL AND p.deploy_time_ <= ?
			 ORDER BY d.version_ DESC LIMIT 1
			""";

	private static final String RUNNING = """
			SELECT d.key_, d.version_, d.tenant_id_, count(*) AS processes
			  FROM act_ru_execution e JOIN act_re_procdef d ON d.id_ = e.proc_def_id_
			 WHERE e.parent_id_ IS NULL AND e.tenant_id_ = ?
			 GROUP BY d.key_, d.version_, d.tenant_id_ ORDER BY d.version_
			""";

	/** Where a token stays or ends. */
	private static final Set<String> STEPS = Set.of("userTask", "receiveTask", "intermediateCatchEvent", "endEvent");

	private final JdbcTemplate jdbc;

	private final ProcessModels models;

	private final ModelsInForce inForce;

	private final ModelLabels labels;

	private final RefusalWords words;

	DeployedModels(JdbcTemplate jdbc, ProcessModels models, ModelsInForce inForce, ModelLabels labels,
			RefusalWords words) {
		this.jdbc = jdbc;
		this.models = models;
		this.inForce = inForce;
		this.labels = labels;
		this.words = words;
	}

	@Override
	public Map<String, Label> steps(String process) {
		Map<String, Label> steps = new LinkedHashMap<>();
		this.inForce.called(process)
			.ifPresent((model) -> this.models.of(model)
				.elements()
				.stream()
				.filter((element) -> STEPS.contains(element.type()))
				.forEach((element) -> steps.put(element.id(),
						Objects.requireNonNullElseGet(element.label(), () -> Label.said(element.id())))));
		return steps;
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
		read(ModelKind.PROCESS, tenant, running, models);
		read(ModelKind.DECISION, tenant, Map.of(), models);
		return models;
	}

	private void read(ModelKind kind, @Nullable String tenant, Map<String, List<Running>> running,
			List<ModelInForce> into) {
		into.addAll(this.jdbc.query(IN_FORCE.formatted(kind.table(), EngineTables.kept(kind)),
				(row, number) -> model(kind, row, running), tenant));
	}

	private ModelInForce model(ModelKind kind, ResultSet row, Map<String, List<Running>> running) throws SQLException {
		String key = row.getString("key_");
		Locale locale = LocaleContextHolder.getLocale();
		String file = row.getString("resource_name_");
		Optional<Map<String, Label>> labels = this.labels
			.of(new ModelLabels.DeployedFile(kind, row.getString("deployment_id_"), file));
		Label label = labels.map((all) -> all.get(key)).orElse(null);
		return new ModelInForce(key, kind.word(), (label != null) ? label.in(locale) : row.getString("name_"),
				row.getInt("version_"), row.getString("tenant_id_") != null,
				row.getTimestamp("deploy_time_").toInstant(), row.getString("deployment"), row.getString("source_"),
				row.getString("deployed_by"), row.getString("comment"), running.getOrDefault(key, List.of()),
				(row.getString("tenant_id_") != null) ? update(kind, key, row.getTimestamp("deploy_time_").toInstant())
						: null,
				labels.isPresent() ? null
						: this.words.sentence(Refusal.Detail.of(null, "unreadable_model", file), locale));
	}

	/** A model that is deployed again with others as it was is no update. */
	private @Nullable SharedUpdate update(ModelKind kind, String key, Instant own) {
		Optional<Shared> before = shared(kind, key, own);
		Optional<Shared> latest = before.flatMap((one) -> shared(kind, key, Instant.now()));
		return latest.filter((one) -> !one.content().equals(before.orElseThrow().content()))
			.map((one) -> new SharedUpdate(before.orElseThrow().version(), one.version(), one.at()))
			.orElse(null);
	}

	private Optional<Shared> shared(ModelKind kind, String key, Instant at) {
		return this.jdbc
			.query(SHARED.formatted(kind.table()),
					(row, number) -> new Shared(row.getInt("version_"), row.getTimestamp("deploy_time_").toInstant(),
							row.getString("content")),
					key, Timestamp.from(at))
			.stream()
			.findFirst();
	}

	/** A shared version. */
	private record Shared(int version, Instant at, String content) {
	}

}
