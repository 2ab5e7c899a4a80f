package io.nagare.availability;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.cmdb.Cmdb;
import io.nagare.cmdb.ConfigurationItem;
import io.nagare.directory.DemoPeople;

/** Outages of two of the demo's services, on its first incidents. */
@Component
@Profile("demo")
@Order(80)
class DemoOutages implements ApplicationRunner {

	private static final String INCIDENTS = "SELECT id FROM tickets_view WHERE kind = 'incident' ORDER BY number LIMIT 2";

	private final DemoPeople people;

	private final OutageRepository outages;

	private final OutageService service;

	private final Cmdb cmdb;

	private final NamedParameterJdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	DemoOutages(DemoPeople people, OutageRepository outages, OutageService service, Cmdb cmdb,
			NamedParameterJdbcTemplate jdbc, TransactionTemplate transaction) {
		this.people = people;
		this.outages = outages;
		this.service = service;
		this.cmdb = cmdb;
		this.jdbc = jdbc;
		this.transaction = transaction;
	}

	/** Only once: what its people made of the demo stays as it is. */
	@Override
	public void run(ApplicationArguments args) {
		this.people.as("agent1", () -> {
			this.transaction.executeWithoutResult((status) -> seed());
			return true;
		});
	}

	private void seed() {
		List<UUID> incidents = this.jdbc.queryForList(INCIDENTS, Map.of(), UUID.class);
		if (this.outages.count() == 0 && incidents.size() == 2) {
			down(incidents.get(0), "社内メール", Duration.ofDays(3), Duration.ofMinutes(40));
			down(incidents.get(1), "販売管理システム", Duration.ofDays(10), Duration.ofMinutes(95));
		}
	}

	private void down(UUID incident, String name, Duration ago, Duration length) {
		Instant began = Instant.now().minus(ago);
		this.cmdb.named(List.of(name))
			.stream()
			.map(ConfigurationItem::id)
			.forEach((item) -> this.service.record(incident,
					new OutageFields.Recorded(item, began, began.plus(length))));
	}

}
