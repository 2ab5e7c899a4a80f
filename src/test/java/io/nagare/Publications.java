package io.nagare;

import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.shared.Tenancy;

import static org.awaitility.Awaitility.await;

/** What was published, and is not delivered yet. */
@Component
@Lazy
public class Publications {

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	Publications(JdbcTemplate jdbc, TransactionTemplate transaction) {
		this.jdbc = jdbc;
		this.transaction = transaction;
	}

	/** Waits until all who listen for events of the type have dealt with them. */
	public void awaitDelivery(String type) {
		await().until(() -> open(type) == 0);
	}

	private int open(String type) {
		Integer open = Tenancy.asPlatform(() -> this.transaction.execute((tx) -> this.jdbc.queryForObject(
				"SELECT count(*) FROM event_publication WHERE event_type LIKE '%' || ?", Integer.class, type)));
		return (open != null) ? open : 0;
	}

}
