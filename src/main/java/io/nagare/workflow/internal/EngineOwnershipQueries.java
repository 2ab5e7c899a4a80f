package io.nagare.workflow.internal;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.shared.OwnershipQueries;
import io.nagare.shared.TenantId;

/** What the engine keeps for tenants and gives a key, ended or not. */
@Component
class EngineOwnershipQueries implements OwnershipQueries {

	private static final String OF_ANOTHER = Stream
		.of("act_hi_taskinst", "act_hi_procinst", "act_hi_actinst", "act_ru_execution", "act_ru_job", "act_ru_variable",
				"act_re_deployment")
		.map((table) -> "SELECT 1 FROM " + table + " WHERE id_ = :key AND tenant_id_ <> :tenant")
		.collect(Collectors.joining(" UNION ALL "));

	private final NamedParameterJdbcTemplate jdbc;

	EngineOwnershipQueries(NamedParameterJdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public boolean areAnothers(String key, TenantId tenant) {
		return !this.jdbc.queryForList(OF_ANOTHER, Map.of("key", key, "tenant", tenant.slug()), Integer.class)
			.isEmpty();
	}

}
