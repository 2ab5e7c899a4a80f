package io.nagare.workflow.internal.release;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.workflow.internal.EngineTables;
import io.nagare.workflow.internal.ModelKind;

/**
 * All versions of a model that the bound tenant may know: its own and the shared ones.
 */
@Component
@Transactional(readOnly = true)
public class ModelVersions {

	private static final String VERSIONS = """
			SELECT d.id_, d.key_, d.version_, d.tenant_id_, %s AS name, d.resource_name_, p.id_ AS release, p.deploy_time_,
			       p.source_, r.comment, r.deployed_by, %s AS kept
			  FROM %s d JOIN act_re_deployment p ON p.id_ = d.deployment_id_
			  LEFT JOIN model_releases r ON r.deployment_id = p.id_
			 WHERE d.key_ = ? AND (d.tenant_id_ = ? OR d.tenant_id_ IS NULL)
			 ORDER BY d.tenant_id_ NULLS LAST, d.version_ DESC
			""";

	/** Of each process, and of each element in which a token of it rests. */
	private static final String TICKETS = """
			SELECT e.proc_def_id_, NULL AS element, count(*) AS tickets
			  FROM act_ru_execution e JOIN act_re_procdef d ON d.id_ = e.proc_def_id_
			 WHERE e.parent_id_ IS NULL AND e.tenant_id_ = ? AND d.key_ = ? GROUP BY e.proc_def_id_
			UNION ALL
			SELECT e.proc_def_id_, split_part(e.act_id_, '#', 1), count(DISTINCT e.proc_inst_id_)
			  FROM act_ru_execution e JOIN act_re_procdef d ON d.id_ = e.proc_def_id_
			 WHERE e.act_id_ IS NOT NULL AND e.tenant_id_ = ? AND d.key_ = ?
			 GROUP BY e.proc_def_id_, split_part(e.act_id_, '#', 1)
			""";

	private static final String FAULTS = """
			SELECT version, own, element, code, sum(times) AS times, max(last_at) AS last_at
			  FROM model_faults WHERE process_key = ? GROUP BY version, own, element, code ORDER BY max(last_at) DESC
			""";

	private final JdbcTemplate jdbc;

	ModelVersions(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * All there are, the tenant's own first, the latest first; empty for no such model.
	 */
	public List<ModelVersion> of(String key) {
		String tenant = Tenancy.current().map(TenantId::slug).orElse(null);
		List<Found> found = List.of();
		for (ModelKind kind : ModelKind.values()) {
			found = found.isEmpty() ? find(kind, key, tenant) : found;
		}
		Map<String, Map<String, Integer>> tickets = tickets(key, tenant);
		Map<String, List<Fault>> faults = faults(key);
		List<ModelVersion> versions = new ArrayList<>();
		boolean inForce = false;
		for (Found one : found) {
			Map<String, Integer> elements = new TreeMap<>(tickets.getOrDefault(one.id, Map.of()));
			Integer running = elements.remove("");
			versions.add(one.version(!inForce && one.kept, (running != null) ? running : 0, elements,
					faults.getOrDefault(one.owned(), List.of())));
			inForce |= one.kept;
		}
		return versions;
	}

	/**
	 * The engine's id of a version of the bound tenant's own, or of the shared ones where
	 * no tenant is bound or the tenant has none of that number.
	 */
	public Optional<Located> locate(String key, int version, @Nullable Boolean own) {
		String tenant = Tenancy.current().map(TenantId::slug).orElse(null);
		for (ModelKind kind : ModelKind.values()) {
			List<Found> found = find(kind, key, tenant);
			if (!found.isEmpty()) {
				return found.stream()
					.filter((one) -> one.number == version && (own == null || own == one.own))
					.map((one) -> one.located(kind))
					.findFirst();
			}
		}
		return Optional.empty();
	}

	/** The version in force for the bound tenant; empty for no such model. */
	public Optional<Located> inForce(String key) {
		return of(key).stream()
			.filter(ModelVersion::inForce)
			.findFirst()
			.flatMap((one) -> locate(key, one.version(), one.own()));
	}

	/**
	 * The same of one kind: a process and the table that it asks may have the same key.
	 */
	public Optional<Located> inForce(ModelKind kind, String key) {
		return find(kind, key, Tenancy.current().map(TenantId::slug).orElse(null)).stream()
			.filter(Found::kept)
			.findFirst()
			.map((one) -> one.located(kind));
	}

	/** The next older version of the same kind, key and owner. */
	Optional<Located> before(Located model) {
		return find(model.kind(), model.key(), Tenancy.current().map(TenantId::slug).orElse(null)).stream()
			.filter((one) -> one.own == model.own() && one.number < model.version())
			.findFirst()
			.map((one) -> one.located(model.kind()));
	}

	/**
	 * The version that is meant: {@code 3} for that of the tenant's own, or of the shared
	 * ones where it has none; {@code shared:3}; {@code shared} for the latest shared one.
	 * @param field that says it
	 * @throws Refusal VALIDATION_FAILED where there is no such version
	 */
	public Located version(String key, String field, String said) {
		boolean shared = said.startsWith("shared");
		String number = said.replaceFirst("^shared:?", "");
		Optional<Integer> version = (shared && number.isEmpty())
				? of(key).stream().filter((one) -> !one.own()).map(ModelVersion::version).findFirst()
				: number.matches("\\d{1,6}") ? Optional.of(Integer.valueOf(number)) : Optional.empty();
		return version.flatMap((one) -> locate(key, one, shared ? Boolean.FALSE : null))
			.orElseThrow(() -> Refusal.invalid(field, "unknown_version", said));
	}

	private List<Found> find(ModelKind kind, String key, @Nullable String tenant) {
		String name = (kind == ModelKind.FORM) ? "NULL" : "d.name_";
		return this.jdbc.query(VERSIONS.formatted(name, EngineTables.kept(kind), kind.table()),
				(row, number) -> Found.of(kind, row), key, tenant);
	}

	private Map<String, Map<String, Integer>> tickets(String key, @Nullable String tenant) {
		Map<String, Map<String, Integer>> tickets = new HashMap<>();
		this.jdbc.query(TICKETS, (RowCallbackHandler) (row) -> {
			String element = row.getString("element");
			tickets.computeIfAbsent(row.getString("proc_def_id_"), (id) -> new HashMap<>())
				.put((element != null) ? element : "", row.getInt("tickets"));
		}, tenant, key, tenant, key);
		return tickets;
	}

	private Map<String, List<Fault>> faults(String key) {
		Map<String, List<Fault>> faults = new HashMap<>();
		this.jdbc.query(FAULTS,
				(RowCallbackHandler) (row) -> faults
					.computeIfAbsent(row.getBoolean("own") + " " + row.getInt("version"),
							(version) -> new ArrayList<>())
					.add(new Fault(row.getString("element"), row.getString("code"), row.getInt("times"),
							row.getTimestamp("last_at").toInstant())),
				key);
		return faults;
	}

	private record Found(String id, String resource, ModelKind kind, String key, int number, boolean own, boolean kept,
			@Nullable String name, Instant at, Noted noted) {

		static Found of(ModelKind kind, ResultSet row) throws SQLException {
			return new Found(row.getString("id_"), row.getString("resource_name_"), kind, row.getString("key_"),
					row.getInt("version_"), row.getString("tenant_id_") != null, row.getBoolean("kept"),
					row.getString("name"), row.getTimestamp("deploy_time_").toInstant(), Noted.of(row));
		}

		String owned() {
			return this.own + " " + this.number;
		}

		Located located(ModelKind kind) {
			return new Located(this.id, kind, this.key, this.number, this.own, this.noted.release, this.resource);
		}

		ModelVersion version(boolean inForce, int tickets, Map<String, Integer> elements, List<Fault> faults) {
			return new ModelVersion(this.key, this.kind.word(), this.number, this.own, inForce, this.name, this.at,
					this.noted.by, this.noted.comment, this.noted.source, this.noted.release, tickets, elements,
					faults);
		}

	}

	private record Noted(String release, @Nullable String source, @Nullable String comment, @Nullable String by) {

		static Noted of(ResultSet row) throws SQLException {
			return new Noted(row.getString("release"), row.getString("source_"), row.getString("comment"),
					row.getString("deployed_by"));
		}

	}

	/**
	 * Where the engine has a version.
	 *
	 * @param id of the definition
	 * @param release of the deployment
	 * @param file name of its file within that
	 */
	public record Located(String id, ModelKind kind, String key, int version, boolean own, String release,
			String file) {
	}

	/**
	 * A version of a model.
	 *
	 * @param kind {@code process}, {@code decision} or {@code form}
	 * @param version its number, counted for each owner
	 * @param own whether it is the tenant's own
	 * @param inForce whether new tickets get it
	 * @param name what people call it
	 * @param deployedAt when
	 * @param deployedBy username of who did; null for what came with the product
	 * @param comment why; null where nobody said
	 * @param source through which door; null for none that says so
	 * @param release what it was deployed in
	 * @param tickets processes of the tenant that run on it
	 * @param elements how many of them rest at each element, by its id
	 * @param faults what it did wrong while it ran for the tenant, the latest first
	 */
	public record ModelVersion(String key, String kind, int version, boolean own, boolean inForce,
			@Nullable String name, Instant deployedAt, @Nullable String deployedBy, @Nullable String comment,
			@Nullable String source, String release, int tickets, Map<String, Integer> elements, List<Fault> faults) {
	}

	/** Something a version did wrong while it ran, with how often and when last. */
	@Schema(name = "ModelVersionFault")
	public record Fault(String element, String code, int times, Instant lastAt) {
	}

}
