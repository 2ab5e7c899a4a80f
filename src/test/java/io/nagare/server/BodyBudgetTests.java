package io.nagare.server;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BodyBudgetTests {

	private static final int MEGABYTE = 1 << 20;

	private final BodyBudget budget = new BodyBudget(48 * MEGABYTE);

	private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/v1/incidents");

	@BeforeEach
	void signIn() {
		SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("somebody", null, "any"));
	}

	@AfterEach
	void signOut() {
		SecurityContextHolder.clearContext();
	}

	@Test
	void handlesOneLargeBodyAtATime() {
		BodyBudget.Lease lease = this.budget.take(this.request, 2 * MEGABYTE);
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.budget.take(this.request, 2 * MEGABYTE))
			.matches((refusal) -> refusal.kind() == Refusal.Kind.UNAVAILABLE && refusal.kind().status() == 503)
			.matches((refusal) -> refusal.details().get(0).args().get(0).equals(2L));
		lease.giveBack();
		assertThat(this.budget.take(this.request, 2 * MEGABYTE)).isNotSameAs(BodyBudget.Lease.NONE);
	}

	@Test
	void countsNeitherSmallBodiesNorThoseOfStrangers() {
		this.budget.take(new MockHttpServletRequest("POST", "/engine-rest/deployment/create"), 3000);
		assertThat(this.budget.take(this.request, 2048)).isSameAs(BodyBudget.Lease.NONE);
		signOut();
		assertThat(this.budget.take(this.request, 16 * 1024)).isSameAs(BodyBudget.Lease.NONE);
	}

	@Test
	void readsModelsOfATenantOneRequestAtATimeAndOthersBodiesBeside() {
		MockHttpServletRequest deployment = new MockHttpServletRequest("POST", "/engine-rest/deployment/create");
		BodyBudget.Lease lease = this.budget.take(deployment, 3000);
		for (int i = 0; i < 50; i++) {
			this.budget.take(this.request, 5000).giveBack();
		}
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.budget.takeForModels(1))
			.matches((refusal) -> refusal.kind() == Refusal.Kind.UNAVAILABLE);
		modelsOf("one", MEGABYTE).giveBack();
		lease.giveBack();
		this.budget.takeForModels(3 * MEGABYTE).giveBack();
		this.budget.take(this.request, 2 * MEGABYTE).giveBack();
	}

	@Test
	void readsModelsOfAsManyTenantsAtOnceAsTheHeapHolds() {
		List<BodyBudget.Lease> leases = Stream.of("one", "two", "three", "four")
			.map((tenant) -> modelsOf(tenant, MEGABYTE))
			.toList();
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> modelsOf("five", MEGABYTE))
			.matches((refusal) -> refusal.kind() == Refusal.Kind.UNAVAILABLE);
		leases.get(0).giveBack();
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> modelsOf("five", 3 * MEGABYTE))
			.matches((refusal) -> refusal.kind() == Refusal.Kind.UNAVAILABLE);
		modelsOf("five", MEGABYTE).giveBack();
		leases.stream().skip(1).forEach(BodyBudget.Lease::giveBack);
		modelsOf("five", 3 * MEGABYTE).giveBack();
	}

	private BodyBudget.Lease modelsOf(String tenant, long bytes) {
		return Tenancy.as(new TenantId(UUID.randomUUID(), tenant), () -> this.budget.takeForModels(bytes));
	}

	@Test
	void keepsNoSmallBodyWaitingBehindLargeOnes() throws InterruptedException {
		BodyBudget.Lease lease = this.budget.take(this.request, 2 * MEGABYTE);
		Authentication caller = SecurityContextHolder.getContext().getAuthentication();
		Thread other = new Thread(() -> {
			SecurityContextHolder.getContext().setAuthentication(caller);
			assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.budget.take(this.request, 2 * MEGABYTE));
		});
		other.start();
		Thread.sleep(200);
		long began = System.nanoTime();
		this.budget.take(this.request, 60 * 1024).giveBack();
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
		other.join();
		lease.giveBack();
	}

	@Test
	void handlesManyOrdinaryBodiesAtOnce() {
		for (int i = 0; i < 300; i++) {
			this.budget.take(this.request, 5000);
		}
	}

}
