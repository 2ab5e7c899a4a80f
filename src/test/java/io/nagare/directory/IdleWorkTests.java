package io.nagare.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.Statements;
import io.nagare.reports.TicketExportRunner;
import io.nagare.search.AttachmentReader;
import io.nagare.shared.Tenancy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Work that looks every few seconds asks once for all tenants, however many there are.
 */
@NagareTest
class IdleWorkTests {

	@LocalServerPort
	private int port;

	@Autowired
	private Tenants tenants;

	@Test
	void goesToThoseTenantsThatHaveSome() {
		UUID one = UUID.fromString(OwnHouse.at(this.port).id());
		UUID other = UUID.fromString(OwnHouse.at(this.port).id());
		List<UUID> visited = new ArrayList<>();
		this.tenants.oneEachInTurn("Testing", () -> Set.of(one, other, UUID.randomUUID()), () -> {
			visited.add(Tenancy.require().id());
			return visited.size() < 3;
		}, () -> true);
		assertThat(visited).hasSize(4).containsOnly(one, other);
		visited.clear();
		this.tenants.inTurn("Testing", () -> Set.of(one), () -> visited.add(Tenancy.require().id()));
		assertThat(visited).containsExactly(one);
	}

	@Test
	void goesOnWhereItFailsForOne() {
		UUID one = UUID.fromString(OwnHouse.at(this.port).id());
		UUID other = UUID.fromString(OwnHouse.at(this.port).id());
		List<UUID> visited = new ArrayList<>();
		this.tenants.oneEachInTurn("Testing", () -> Set.of(one, other), () -> {
			visited.add(Tenancy.require().id());
			if (Tenancy.require().id().equals(one)) {
				throw new IllegalStateException("as it should");
			}
			return false;
		}, () -> true);
		assertThat(visited).containsExactlyInAnyOrder(one, other);
	}

	@Test
	void asksOnceWhereThereIsNone(@Autowired AttachmentReader attachments, @Autowired TicketExportRunner exports) {
		attachments.run();
		exports.run();
		assertThat(Statements.of(attachments::run)).filteredOn((sql) -> sql.contains("ticket_attachment_texts"))
			.hasSize(1);
		assertThat(Statements.of(exports::run)).filteredOn((sql) -> sql.contains("ticket_exports")).hasSize(1);
	}

}
