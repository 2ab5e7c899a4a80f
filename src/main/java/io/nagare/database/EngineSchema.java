package io.nagare.database;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Creates the engine's tables by the scripts inside the engine's own jar, so that one
 * history tells the whole schema. A later engine version's upgrade script is a migration
 * of its own.
 */
@Component
class EngineSchema implements JavaMigration {

	private static final String SCRIPT = "/org/camunda/bpm/engine/db/create/activiti.postgres.create.%s.sql";

	private static final List<String> PARTS = List.of("engine", "history", "identity", "case.engine", "case.history",
			"decision.engine", "decision.history");

	@Override
	public MigrationVersion getVersion() {
		return MigrationVersion.fromVersion("202611240002");
	}

	@Override
	public String getDescription() {
		return "engine schema";
	}

	/** None: a patch of the engine may touch the comments of its scripts. */
	@Override
	public @Nullable Integer getChecksum() {
		return null;
	}

	@Override
	public boolean canExecuteInTransaction() {
		return true;
	}

	@Override
	public void migrate(Context context) throws IOException, SQLException {
		try (Statement statement = context.getConnection().createStatement()) {
			for (String part : PARTS) {
				statement.execute(script(SCRIPT.formatted(part)));
			}
		}
	}

	private static String script(String name) throws IOException {
		try (InputStream stream = EngineSchema.class.getResourceAsStream(name)) {
			if (stream == null) {
				throw new FileNotFoundException("The engine's jar lacks " + name);
			}
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
