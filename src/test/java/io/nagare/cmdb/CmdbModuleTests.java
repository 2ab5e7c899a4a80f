package io.nagare.cmdb;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.modulith.test.AssertablePublishedEvents;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.ModuleTest;
import io.nagare.cmdb.CmdbService.NewItem;
import io.nagare.directory.Caller;
import io.nagare.directory.Roles;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ModuleTest
class CmdbModuleTests {

	private final TenantId tenant = new TenantId(UUID.randomUUID(),
			"t-" + UUID.randomUUID().toString().substring(0, 8));

	private final Caller admin = new Caller(UUID.randomUUID(), "somebody", this.tenant, Roles.ADMIN, Set.of(),
			Roles.permissionsOf(Roles.ADMIN, List.of()));

	@Autowired
	private CmdbService service;

	@Autowired
	private Cmdb cmdb;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private PlatformTransactionManager transactions;

	@BeforeEach
	void thereIsATenant() {
		Tenancy.asPlatform(() -> new TransactionTemplate(this.transactions).execute((status) -> this.jdbc.update(
				"insert into tenants (id, slug, name, time_zone) values (?, ?, ?, 'Asia/Tokyo')", this.tenant.id(),
				this.tenant.slug(), "T")));
	}

	@Test
	void tellsOthersOnceThatItemsAreRelated(AssertablePublishedEvents events) {
		Tenancy.as(this.tenant, () -> {
			UUID mail = item("mail");
			UUID server = item("mail01");
			this.service.relate(this.admin, mail, CiRelationType.RUNS_ON, server);
			assertThatExceptionOfType(Refusal.class)
				.isThrownBy(() -> this.service.relate(this.admin, mail, CiRelationType.RUNS_ON, server));
			assertThat(this.cmdb.item(mail)).isPresent();
			assertThat(events.ofType(CiRelationshipChanged.class)).singleElement()
				.returns(this.tenant, CiRelationshipChanged::tenant)
				.returns(mail, CiRelationshipChanged::sourceCiId)
				.returns(server, CiRelationshipChanged::targetCiId);
		});
	}

	private UUID item(String name) {
		return this.service
			.create(this.admin,
					new NewItem(name, "server", 2, null, null, null, null, null, null, Map.of(), null, null))
			.id();
	}

}
