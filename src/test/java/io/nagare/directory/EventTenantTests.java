package io.nagare.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Listeners of a module work as the tenant of what they hear, without their doing. */
class EventTenantTests {

	private static final TenantId TENANT = new TenantId(UUID.randomUUID(), "acme");

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Module.class);

	private final List<Optional<TenantId>> begun = this.context.getBean(Transactions.class).begun;

	private Listener listener;

	@BeforeEach
	void listen() {
		this.listener = this.context.getBean(Listener.class);
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void bindsTheTenantBeforeTheListenersTransactionBegins() {
		this.listener.on(new Happened(TENANT));
		assertThat(this.begun).containsExactly(Optional.of(TENANT));
		assertThat(this.listener.heardAs()).containsExactly(Optional.of(TENANT));
		assertThat(Tenancy.current()).isEmpty();
	}

	@Test
	void bindsItForListenersThatHaveNoTransactionToo() {
		this.listener.on(new HappenedToMany(TENANT));
		assertThat(this.begun).isEmpty();
		assertThat(this.listener.heardAs()).containsExactly(Optional.of(TENANT));
	}

	@Test
	void tellsNobodyOfThePlatformsOwnPeople() {
		this.listener.on(new User.Deactivated(UUID.randomUUID(), "platform", null));
		assertThat(this.listener.heardAs()).isEmpty();
	}

	@Test
	void refusesAnEventThatNamesNoTenant() {
		assertThatIllegalStateException().isThrownBy(() -> this.listener.on("something"));
	}

	record Happened(TenantId tenant) implements TenantEvent {
	}

	record HappenedToMany(TenantId tenant) implements TenantEvent {
	}

	static class Listener {

		private final List<Optional<TenantId>> heardAs = new ArrayList<>();

		List<Optional<TenantId>> heardAs() {
			return this.heardAs;
		}

		@ApplicationModuleListener
		void on(Happened event) {
			this.heardAs.add(Tenancy.current());
		}

		@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
		void on(HappenedToMany event) {
			this.heardAs.add(Tenancy.current());
		}

		@ApplicationModuleListener
		void on(User.Deactivated event) {
			this.heardAs.add(Tenancy.current());
		}

		@ApplicationModuleListener
		void on(String event) {
			this.heardAs.add(Tenancy.current());
		}

	}

	/** Notes whose transactions begin. */
	static class Transactions extends AbstractPlatformTransactionManager {

		private static final long serialVersionUID = 1L;

		private final transient List<Optional<TenantId>> begun = new ArrayList<>();

		@Override
		protected Object doGetTransaction() {
			return new Object();
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			this.begun.add(Tenancy.current());
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			// nothing is written
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
			// nothing is written
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = true)
	@Import(EventTenant.class)
	static class Module {

		@Bean
		PlatformTransactionManager transactions() {
			return new Transactions();
		}

		@Bean
		Listener listener() {
			return new Listener();
		}

	}

}
