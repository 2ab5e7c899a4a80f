package io.nagare.search;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.Statements;
import io.nagare.directory.AcrossTenants;

import static org.assertj.core.api.Assertions.assertThat;

/** What people looked for in vain is kept for a while, and not without end. */
@NagareTest
class SearchMissesTests {

	@LocalServerPort
	private int port;

	@Autowired
	private SearchMisses misses;

	@Autowired
	private AcrossTenants acrossTenants;

	@Autowired
	private JdbcTemplate jdbc;

	@Test
	void areForgottenAtNightAndNotWhileSomebodyWaits() {
		OwnHouse house = OwnHouse.at(this.port);
		missed(house, "'old ' || n", 3, "now() - interval '91 days'");
		missed(house, "'new ' || n", SearchMisses.MOST + 5, "now()");
		Api agent = house.as("agent1");
		List<String> asked = Statements.of(() -> agent.get("/search?q=zqxjzqxj"));
		assertThat(asked).anyMatch((sql) -> sql.contains("INSERT INTO search_misses"))
			.noneMatch((sql) -> sql.contains("DELETE FROM search_misses"));
		this.misses.forgetOld();
		assertThat(count(house, "words LIKE 'old%'")).isZero();
		assertThat(count(house, "true")).isEqualTo(SearchMisses.MOST);
	}

	private void missed(OwnHouse house, String words, int many, String at) {
		this.acrossTenants
			.write(() -> this.jdbc.update("INSERT INTO search_misses (tenant_id, words, last_at) SELECT ?, " + words
					+ ", " + at + " FROM generate_series(1, ?) AS n", UUID.fromString(house.id()), many));
	}

	private int count(OwnHouse house, String which) {
		return this.acrossTenants
			.read(() -> this.jdbc.queryForList("SELECT words FROM search_misses WHERE tenant_id = ? AND " + which,
					UUID.fromString(house.id())))
			.size();
	}

}
