package io.nagare.proposal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.proposal.NewReleaseProposal.NewProposedMigration;
import io.nagare.proposal.ReleaseProposal.ProposedMigration;
import io.nagare.shared.Tenancy;
import io.nagare.ticket.Tickets;
import io.nagare.workflow.Releases.Candidate;
import io.nagare.workflow.Releases.Difference;
import io.nagare.workflow.Releases.Rehearsed;

/** The bound tenant's proposals. */
@Component
class ReleaseProposalStore {

	private static final String ADD = """
			INSERT INTO release_proposals (change_id, tenant_id, comment, models, new_variants, difference, rehearsal_id,
			       rehearsed, rehearsed_otherwise, migration, proposed_by, proposed_at)
			VALUES (:change, :tenant, :comment, CAST(:models AS text[]), CAST(:newVariants AS text[]),
			        CAST(:difference AS jsonb), :rehearsal, :rehearsed, :otherwise, CAST(:migration AS jsonb), :by, :at)
			""";

	private static final String ADD_FILE = """
			INSERT INTO release_proposal_files (tenant_id, change_id, is_after, name, digest, content)
			VALUES (:tenant, :change, :after, :name, :digest, :content)
			""";

	private static final String READ = """
			SELECT p.change_id, p.comment, p.models, p.difference, p.rehearsal_id, p.rehearsed, p.rehearsed_otherwise, p.migration, p.proposed_by, p.proposed_at,
			       p.release_id, p.activated_by, p.activated_at,
			       ARRAY(SELECT f.name FROM release_proposal_files f
			              WHERE f.change_id = p.change_id AND f.content IS NOT NULL ORDER BY f.name) AS files
			  FROM release_proposals p
			""";

	private static final String DIGESTS = """
			SELECT name, digest FROM release_proposal_files WHERE change_id = :change AND NOT is_after
			""";

	private static final String CONTENTS = """
			SELECT name, content FROM release_proposal_files WHERE change_id = :change AND content IS NOT NULL
			""";

	private static final String LOCK = "SELECT release_id FROM release_proposals WHERE change_id = :change FOR UPDATE";

	private static final String ACTIVATE = """
			UPDATE release_proposals SET release_id = :release, activated_by = :by, activated_at = :at
			 WHERE change_id = :change
			""";

	private static final String BEGIN_MIGRATION = """
			UPDATE release_proposals SET migration = CAST(:migration AS jsonb) WHERE change_id = :change
			""";

	/**
	 * A release or the way back from one: either state of the files, none of both mixed.
	 */
	private static final String HOLDING = """
			SELECT p.change_id, p.proposed_by
			  FROM release_proposals p CROSS JOIN (VALUES (true), (false)) AS side (is_after)
			 WHERE NOT EXISTS (
			       SELECT FROM unnest(CAST(:names AS text[]), CAST(:digests AS text[])) AS one (name, digest)
			        WHERE NOT EXISTS (SELECT FROM release_proposal_files f
			                           WHERE f.change_id = p.change_id AND f.is_after = side.is_after
			                             AND f.name = one.name AND f.digest = one.digest))
			 ORDER BY p.proposed_at DESC
			""";

	/** Released, and with running tickets that follow as it said. */
	private static final String MIGRATING = """
			SELECT change_id, proposed_by FROM release_proposals
			 WHERE release_id = :release AND coalesce(migration -> 'map' -> :model, '{}') = CAST(:map AS jsonb)
			   AND migration IS NOT NULL
			 ORDER BY proposed_at DESC
			""";

	private static final String BEGINNING = """
			SELECT change_id, proposed_by FROM release_proposals
			 WHERE release_id IS NOT NULL AND new_variants @> ARRAY[CAST(:model AS text)] ORDER BY proposed_at DESC
			""";

	private final NamedParameterJdbcTemplate jdbc;

	private final ObjectMapper json;

	private final Tickets tickets;

	private final Clock clock;

	ReleaseProposalStore(NamedParameterJdbcTemplate jdbc, ObjectMapper json, Tickets tickets, Clock clock) {
		this.jdbc = jdbc;
		this.json = json;
		this.tickets = tickets;
		this.clock = clock;
	}

	void add(UUID change, NewReleaseProposal wanted, Candidate candidate, @Nullable Rehearsed rehearsed, UUID by) {
		Map<String, @Nullable Object> row = row(change);
		row.put("comment", wanted.comment().strip());
		row.put("models", candidate.models().toArray(String[]::new));
		row.put("newVariants", candidate.newVariants().toArray(String[]::new));
		row.put("difference", written(candidate.difference()));
		row.put("rehearsal", wanted.rehearsalId());
		row.put("rehearsed", (rehearsed != null) ? rehearsed.tickets() : null);
		row.put("otherwise", (rehearsed != null) ? rehearsed.different() : null);
		NewProposedMigration migration = wanted.migration();
		row.put("migration",
				(migration != null) ? written(
						new ProposedMigration(migration.first(), migration.places(), candidate.migrations(), List.of()))
						: null);
		row.put("by", by);
		row.put("at", this.clock.instant().atOffset(ZoneOffset.UTC));
		this.jdbc.update(ADD, row);
		candidate.before().forEach((name, digest) -> addFile(change, false, name, digest, null));
		candidate.after().forEach((name, digest) -> addFile(change, true, name, digest, candidate.files().get(name)));
	}

	private void addFile(UUID change, boolean after, String name, String digest, byte @Nullable [] content) {
		Map<String, @Nullable Object> row = row(change);
		row.put("after", after);
		row.put("name", name);
		row.put("digest", digest);
		row.put("content", content);
		this.jdbc.update(ADD_FILE, row);
	}

	private static Map<String, @Nullable Object> row(UUID change) {
		Map<String, @Nullable Object> row = new HashMap<>();
		row.put("change", change);
		row.put("tenant", Tenancy.require().id());
		return row;
	}

	/** The latest hundred, the last first. */
	List<ReleaseProposal> latest() {
		return this.jdbc.query(READ + " ORDER BY p.proposed_at DESC LIMIT 100", (row, number) -> proposal(row));
	}

	Optional<ReleaseProposal> find(UUID change) {
		return this.jdbc
			.query(READ + " WHERE p.change_id = :change", Map.of("change", change), (row, number) -> proposal(row))
			.stream()
			.findFirst();
	}

	/** The SHA-256 of the files that it takes the place of, by name. */
	Map<String, String> before(UUID change) {
		Map<String, String> digests = new TreeMap<>();
		this.jdbc.query(DIGESTS, Map.of("change", change), (row) -> {
			digests.put(row.getString("name"), row.getString("digest"));
		});
		return digests;
	}

	/** The proposed files, by name. */
	Map<String, byte[]> contents(UUID change) {
		Map<String, byte[]> contents = new TreeMap<>();
		this.jdbc.query(CONTENTS, Map.of("change", change), (row) -> {
			contents.put(row.getString("name"), row.getBytes("content"));
		});
		return contents;
	}

	/** Takes the proposal's row, and says whether it is in force already. */
	boolean isReleased(UUID change) {
		return this.jdbc.query(LOCK, Map.of("change", change), (row, number) -> row.getString("release_id") != null)
			.contains(true);
	}

	void activate(UUID change, String release, UUID by) {
		this.jdbc.update(ACTIVATE, Map.of("change", change, "release", release, "by", by, "at",
				this.clock.instant().atOffset(ZoneOffset.UTC)));
	}

	/** Keeps which migrations began with it. */
	void migrates(UUID change, ProposedMigration migration) {
		this.jdbc.update(BEGIN_MIGRATION, Map.of("change", change, "migration", written(migration)));
	}

	/** The proposals by which exactly these files may be in force, before or after it. */
	List<Authored> holding(Map<String, String> digests) {
		return this.jdbc.query(HOLDING, Map.of("names", digests.keySet().toArray(String[]::new), "digests",
				digests.values().toArray(String[]::new)), ReleaseProposalStore::authored);
	}

	/** The proposals by which the tenant got a version of its own of the model. */
	List<Authored> beginning(String model) {
		return this.jdbc.query(BEGINNING, Map.of("model", model), ReleaseProposalStore::authored);
	}

	/** The proposals by which tickets of the model may follow to a release so. */
	List<Authored> migrating(String model, String release, Map<String, String> map) {
		return this.jdbc.query(MIGRATING, Map.of("model", model, "release", release, "map", written(map)),
				ReleaseProposalStore::authored);
	}

	private static Authored authored(ResultSet row, int number) throws SQLException {
		return new Authored(row.getObject("change_id", UUID.class), row.getObject("proposed_by", UUID.class));
	}

	private ReleaseProposal proposal(ResultSet row) throws SQLException {
		UUID change = row.getObject("change_id", UUID.class);
		return new ReleaseProposal(change, this.tickets.numberOf(change), row.getString("comment"), list(row, "models"),
				list(row, "files"), differences(row.getString("difference")), row.getObject("rehearsal_id", UUID.class),
				rehearsed(row), migration(row.getString("migration")), row.getObject("proposed_by", UUID.class),
				row.getObject("proposed_at", OffsetDateTime.class).toInstant(), row.getString("release_id"),
				row.getObject("activated_by", UUID.class),
				Optional.ofNullable(row.getObject("activated_at", OffsetDateTime.class))
					.map(OffsetDateTime::toInstant)
					.orElse(null));
	}

	private static @Nullable Rehearsed rehearsed(ResultSet row) throws SQLException {
		Integer tickets = row.getObject("rehearsed", Integer.class);
		return (tickets != null) ? new Rehearsed(tickets, row.getInt("rehearsed_otherwise")) : null;
	}

	private static List<String> list(ResultSet row, String column) throws SQLException {
		return List.of((String[]) row.getArray(column).getArray());
	}

	private String written(Object value) {
		try {
			return this.json.writeValueAsString(value);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<Difference> differences(String written) {
		return read(written, new TypeReference<>() {
		});
	}

	private @Nullable ProposedMigration migration(@Nullable String written) {
		return (written != null) ? read(written, new TypeReference<>() {
		}) : null;
	}

	private <T> T read(String written, TypeReference<T> type) {
		try {
			return this.json.readValue(written, type);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A proposal, and whose it is. */
	record Authored(UUID changeId, UUID proposedBy) {
	}

}
