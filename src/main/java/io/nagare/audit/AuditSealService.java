package io.nagare.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.directory.AcrossTenants;
import io.nagare.shared.Tenancy;

/** The chain that shows whether the log is as it was written. */
@Component
public class AuditSealService {

	private static final int LONGEST_SECONDS = 900;

	private final JdbcClient jdbc;

	private final AcrossTenants acrossTenants;

	private final TransactionTemplate oneMoment;

	AuditSealService(JdbcClient jdbc, AcrossTenants acrossTenants, PlatformTransactionManager transactions) {
		this.jdbc = jdbc;
		this.acrossTenants = acrossTenants;
		this.oneMoment = new TransactionTemplate(transactions);
		this.oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
		this.oneMoment.setReadOnly(true);
		// the whole log, in one statement
		this.oneMoment.setTimeout(LONGEST_SECONDS);
	}

	/**
	 * Seals what was committed and cannot be preceded by anything any more.
	 * @return how many rows that were; 0 too where another node is at it
	 */
	long seal() {
		return this.acrossTenants.write(() -> number("SELECT audit_seal()"));
	}

	/** Makes the partitions of the coming weeks where they are missing. */
	void prepareWeeks() {
		this.acrossTenants.write(() -> this.jdbc.sql("SELECT audit_prepare_weeks()::text").query().listOfRows());
	}

	/** How many rows nobody has sealed for a minute. */
	long overdue() {
		return this.acrossTenants.read(() -> number("SELECT audit_overdue()"));
	}

	/**
	 * Reads the whole log and compares it with its seals.
	 * @param known a seal in hexadecimal digits that was written down elsewhere earlier
	 * and must still be there; null for none
	 */
	public Verification verify(@Nullable String known) {
		Verification verification = Tenancy.asPlatform(() -> this.oneMoment.execute((status) -> read(known)));
		if (verification == null) {
			throw new IllegalStateException("The log was not read");
		}
		return verification;
	}

	private Verification read(@Nullable String known) {
		List<Finding> findings = this.jdbc
			.sql("SELECT finding, seal_number, week, expected, found FROM audit_findings()")
			.query(Finding.class)
			.list();
		List<Head> head = this.jdbc
			.sql("SELECT number, encode(seal, 'hex') AS seal, sealed_at FROM audit_seals ORDER BY number DESC LIMIT 1")
			.query((row, number) -> new Head(row.getLong("number"), row.getString("seal"),
					row.getObject("sealed_at", OffsetDateTime.class).toInstant()))
			.list();
		List<LocalDate> archived = this.jdbc.sql("SELECT week FROM audit_archives ORDER BY week")
			.query(LocalDate.class)
			.list();
		@Nullable Boolean stillThere = (known != null)
				? this.jdbc.sql("SELECT EXISTS (SELECT FROM audit_seals WHERE seal = :seal)")
					.param("seal", HexFormat.of().parseHex(known))
					.query(Boolean.class)
					.single()
				: null;
		return new Verification(findings.isEmpty() && !Boolean.FALSE.equals(stillThere),
				number("SELECT count(*) FROM audit_log"), head.isEmpty() ? null : head.get(0), stillThere, archived,
				findings);
	}

	private Long number(String sql) {
		return this.jdbc.sql(sql).query(Long.class).single();
	}

	/**
	 * What reading the whole log has shown.
	 *
	 * @param intact whether nothing was found
	 * @param rows how many rows the log has, of all tenants
	 * @param head the last seal, to be written down elsewhere; null where there is none
	 * @param knownSealPresent whether the seal that the caller knew is there; null where
	 * he named none
	 * @param archivedWeeks the Mondays of the weeks that were taken out and are not
	 * compared
	 * @param findings what is wrong
	 */
	public record Verification(boolean intact, long rows, @Nullable Head head, @Nullable Boolean knownSealPresent,
			List<LocalDate> archivedWeeks, List<Finding> findings) {
	}

	/**
	 * The end of the chain: with it, everything before is settled.
	 *
	 * @param seal in hexadecimal digits
	 */
	public record Head(long number, String seal, Instant sealedAt) {
	}

	/**
	 * Something that is wrong with the log.
	 *
	 * @param finding {@code rows_altered}, {@code rows_removed}, {@code rows_inserted},
	 * {@code rows_unsealed} for more than a minute, {@code seals_removed} right before
	 * this one, or {@code seal_altered}
	 * @param sealNumber the seal that shows it; null where none does
	 * @param week the Monday of the week it is about
	 * @param expected how many rows or seals there should be
	 * @param found how many there are
	 */
	public record Finding(String finding, @Nullable Long sealNumber, @Nullable LocalDate week, @Nullable Long expected,
			@Nullable Long found) {
	}

}
