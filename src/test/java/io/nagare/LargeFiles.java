package io.nagare;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.shared.Tenancy;

/** Rows of large files that no test wants to send. */
@Component
public class LargeFiles {

	private static final String ADD = """
			INSERT INTO ticket_attachments (id, tenant_id, ticket_id, file_name, file_size, content_type, sha256,
			                                storage_path, uploaded_by, uploaded_at)
			SELECT gen_random_uuid(), t.tenant_id, t.id, 'large.bin', ? * 1048576::bigint, 'application/octet-stream',
			       '', '', u.id, now() - make_interval(hours => ?)
			  FROM tickets t JOIN users u ON u.tenant_id = t.tenant_id AND u.username = ? WHERE t.id = ?::uuid
			""";

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transactions;

	LargeFiles(JdbcTemplate jdbc, TransactionTemplate transactions) {
		this.jdbc = jdbc;
		this.transactions = transactions;
	}

	/** As if somebody had sent one of that many megabytes so many hours ago. */
	public void add(String ticket, int megabytes, String username, int hoursAgo) {
		Tenancy.asPlatform(() -> this.transactions
			.execute((status) -> this.jdbc.update(ADD, megabytes, hoursAgo, username, ticket)));
	}

}
