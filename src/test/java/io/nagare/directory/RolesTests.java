package io.nagare.directory;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.nagare.shared.Refusal;
import io.nagare.shared.TicketKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RolesTests {

	private static final TicketKind INCIDENTS = new TicketKind() {

		@Override
		public String kind() {
			return "incident";
		}

		@Override
		public String path() {
			return "incidents";
		}

		@Override
		public boolean isReportedByAll() {
			return true;
		}

	};

	@Test
	void letAdministratorsGrantEverythingButThePlatform() {
		assertThat(Roles.all()).filteredOn((role) -> Roles.mayGrant(Set.of(Roles.ADMIN), role))
			.containsExactlyInAnyOrder("admin", "manager", "operator", "viewer", "user", "process_owner", "integrator");
		assertThat(Roles.mayGrant(Set.of(Roles.PLATFORM), Roles.PLATFORM)).isTrue();
		assertThat(Roles.mayGrant(Set.of(Roles.MANAGER), Roles.USER)).isFalse();
		assertThat(Roles.mayGrant(Set.of(Roles.ADMIN), "emperor")).isFalse();
	}

	@Test
	void tellDecidersFromWorkersFromReporters() {
		assertThat(caller(Roles.MANAGER).may("incident:decide")).isTrue();
		assertThat(caller(Roles.OPERATOR).may("incident:decide")).isFalse();
		assertThat(caller(Roles.OPERATOR).isAgent()).isTrue();
		assertThat(caller(Roles.VIEWER).isAgent()).isFalse();
		assertThat(caller(Roles.USER).may("incident:read_own")).isTrue();
		assertThat(caller(Roles.USER).may("incident:read")).isFalse();
		assertThat(caller(Roles.VIEWER).may("incident:create")).isFalse();
	}

	@Test
	void refuseWhoLacksAPermission() {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> caller(Roles.USER).demand("user:manage"))
			.matches((refusal) -> refusal.kind() == Refusal.Kind.FORBIDDEN);
	}

	private static Caller caller(String role) {
		return new Caller(UUID.randomUUID(), role, null, role, Set.of(), Roles.permissionsOf(role, List.of(INCIDENTS)));
	}

}
