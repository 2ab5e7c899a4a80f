package io.nagare.database;

import java.time.Duration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.transaction.TransactionManagerCustomizers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/** Puts the transaction manager that knows tenants in the place of Spring Boot's. */
@Configuration(proxyBeanMethods = false)
class TenantTransactions {

	/** Of this part of the connections, one person may hold half. */
	private static final int PART_FOR_LONG_STATEMENTS = 5;

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	@Bean
	PlatformTransactionManager transactionManager(DatabaseSettings settings,
			@Value("${spring.datasource.hikari.maximum-pool-size}") int connections,
			ObjectProvider<TransactionManagerCustomizers> customizers) {
		int longOnes = Math.max(1, connections / PART_FOR_LONG_STATEMENTS);
		TenantTransactionManager manager = new TenantTransactionManager(settings.statementTimeout(),
				new LongStatements(longOnes, Math.max(1, longOnes / 2), PATIENCE));
		customizers.ifAvailable((all) -> all.customize(manager));
		return manager;
	}

	/**
	 * Says that there is no other, or each call of a transactional bean would search the
	 * annotations of its class for the name of one.
	 */
	@Bean
	SmartInitializingSingleton onlyTransactionManager(TransactionInterceptor interceptor,
			PlatformTransactionManager manager) {
		return () -> {
			interceptor.setTransactionManager(manager);
			interceptor.setBeanFactory(null);
		};
	}

}
