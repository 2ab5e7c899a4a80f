package io.nagare.workflow.internal.release;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.workflow.internal.EngineTables;
import io.nagare.workflow.internal.ModelKind;
import io.nagare.workflow.internal.model.Form;
import io.nagare.workflow.internal.model.ProcessModel;
import io.nagare.workflow.internal.model.ProcessModels;
import io.nagare.workflow.internal.release.ModelVersions.Located;

/** What the bound tenant, or the platform for all, has deployed together. */
@Component
public class ReleaseList {

	private static final String RELEASES = """
			SELECT p.id_, p.name_, p.source_, p.deploy_time_, r.comment, r.deployed_by, r.undoes
			  FROM act_re_deployment p LEFT JOIN model_releases r ON r.deployment_id = p.id_
			 WHERE p.tenant_id_ IS NOT DISTINCT FROM ?::text AND (?::text IS NULL OR p.id_ = ?::text)
			 ORDER BY p.deploy_time_ DESC, p.id_ LIMIT ?
			""";

	private static final String MODELS = "SELECT id_, key_, version_, tenant_id_, deployment_id_, resource_name_ FROM %s"
			+ " WHERE deployment_id_ = ? ORDER BY key_";

	private static final String LEAVE = """
			INSERT INTO model_variants_left (tenant_id, owner, kind, key, version) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (tenant_id, kind, key) DO UPDATE SET version = excluded.version
			""";

	private static final int MOST = 100;

	private final JdbcTemplate jdbc;

	private final EngineTables tables;

	private final ProcessModels processes;

	ReleaseList(JdbcTemplate jdbc, EngineTables tables, ProcessModels processes) {
		this.jdbc = jdbc;
		this.tables = tables;
		this.processes = processes;
	}

	/** The latest hundred, the last first. */
	public List<Release> latest() {
		return read(null);
	}

	/** One of them; empty for another's too. */
	public Optional<Release> find(String id) {
		return read(id).stream().findFirst();
	}

	private List<Release> read(@Nullable String id) {
		String tenant = Tenancy.current().map(TenantId::slug).orElse(null);
		return this.jdbc.query(RELEASES, (row, number) -> release(row), tenant, id, id, MOST);
	}

	private Release release(ResultSet row) throws SQLException {
		String id = row.getString("id_");
		List<ReleasedModel> models = new ArrayList<>();
		for (ModelKind kind : ModelKind.values()) {
			models(kind, id)
				.forEach((model) -> models.add(new ReleasedModel(model.key(), kind.word(), model.version())));
		}
		return new Release(id, row.getString("comment"), row.getString("name_"), row.getString("source_"),
				row.getTimestamp("deploy_time_").toInstant(), row.getString("deployed_by"), row.getString("undoes"),
				models);
	}

	/** The processes and tables of a release; its forms, where it has nothing else. */
	List<Located> models(String id) {
		List<Located> models = new ArrayList<>(models(ModelKind.PROCESS, id));
		models.addAll(models(ModelKind.DECISION, id));
		return models.isEmpty() ? models(ModelKind.FORM, id) : models;
	}

	private List<Located> models(ModelKind kind, String release) {
		return this.jdbc.query(MODELS.formatted(kind.table()),
				(row, number) -> new Located(row.getString("id_"), kind, row.getString("key_"), row.getInt("version_"),
						row.getString("tenant_id_") != null, row.getString("deployment_id_"),
						row.getString("resource_name_")),
				release);
	}

	/** Whether the process was deployed with the form in that file, and asks for it. */
	boolean uses(Located process, String file) {
		ProcessModel model = this.processes.of(process.id());
		return models(ModelKind.FORM, process.release()).stream()
			.filter((form) -> form.file().equals(file))
			.anyMatch((form) -> model.asksFor(form.key()));
	}

	/**
	 * The processes in force, not among the files, that ask for one of their forms: each
	 * would go on with the form it was deployed with, and nobody would ever see the new
	 * one.
	 */
	List<String> processesLeftOut(Map<String, byte[]> files) {
		String drawn = files.entrySet()
			.stream()
			.filter((file) -> file.getKey().endsWith(".bpmn"))
			.map((file) -> new String(file.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining());
		List<String> forms = files.entrySet()
			.stream()
			.flatMap((file) -> formId(file.getKey(), file.getValue()).stream())
			.filter((form) -> !drawn.contains('"' + form + '"'))
			.toList();
		if (forms.isEmpty()) {
			return List.of();
		}
		String tenant = Tenancy.current().map(TenantId::slug).orElse(null);
		return this.tables.processes(tenant)
			.stream()
			.filter((process) -> forms.stream().anyMatch(this.processes.of(process.id())::asksFor))
			.map((process) -> process.key())
			.toList();
	}

	/** The processes in force that call the process, or ask the table. */
	List<String> callers(Located model) {
		String tenant = Tenancy.current().map(TenantId::slug).orElse(null);
		return this.tables.processes(tenant).stream().filter((process) -> {
			ProcessModel caller = this.processes.of(process.id());
			return (model.kind() == ModelKind.PROCESS)
					? caller.calls().values().stream().anyMatch((call) -> call.process().equals(model.key()))
					: caller.tables().contains(model.key());
		}).map((process) -> process.key()).toList();
	}

	/**
	 * The id of a form; none of another file, and of what the gate will find unreadable.
	 */
	static Optional<String> formId(String file, byte[] content) {
		try {
			return file.endsWith(".form") ? Optional.of(Form.parse(content).id()) : Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	boolean isLeft(Located model) {
		return this.tables.isLeft(model.kind(), model.key(), model.version(),
				model.own() ? Tenancy.require().slug() : null);
	}

	void leave(TenantId tenant, Located model) {
		this.jdbc.update(LEAVE, tenant.id(), tenant.slug(), model.kind().word(), model.key(), model.version());
	}

	/**
	 * What was deployed together.
	 *
	 * @param comment why; null where nobody said
	 * @param name what the deployment was called
	 * @param source through which door; null for none that says so
	 * @param deployedBy username; null for what came with the product
	 * @param undoes the release that it takes back; null for none
	 */
	@Schema(name = "ModelRelease")
	public record Release(String id, @Nullable String comment, @Nullable String name, @Nullable String source,
			Instant deployedAt, @Nullable String deployedBy, @Nullable String undoes, List<ReleasedModel> models) {
	}

	/** A model in a release, with the number that it got. */
	public record ReleasedModel(String key, String kind, int version) {
	}

}
