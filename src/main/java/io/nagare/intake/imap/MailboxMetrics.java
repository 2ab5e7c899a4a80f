package io.nagare.intake.imap;

import java.time.Duration;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.directory.AcrossTenants;
import io.nagare.shared.QueriedFigures;

/** How many mailboxes cannot be read. */
@Component
class MailboxMetrics {

	private static final Duration KEPT = Duration.ofSeconds(30);

	private static final String FAILING = """
			SELECT count(*) FROM mailbox_states s JOIN mailboxes m ON m.id = s.mailbox_id
			 WHERE m.is_active AND s.failing_since IS NOT NULL
			""";

	MailboxMetrics(JdbcTemplate jdbc, AcrossTenants acrossTenants, MeterRegistry meters) {
		QueriedFigures figures = new QueriedFigures(KEPT, () -> acrossTenants.read(() -> {
			Long failing = jdbc.queryForObject(FAILING, Long.class);
			return Map.of("failing", (failing != null) ? failing : 0L);
		}));
		figures.gauge(meters, "nagare.mailboxes.failing", Tags.empty(), "failing",
				"Mailboxes that are to be read and that the last attempt could not read");
	}

}
