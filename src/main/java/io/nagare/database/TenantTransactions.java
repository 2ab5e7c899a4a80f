package io.nagare.database;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.transaction.TransactionManagerCustomizers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/** Puts the transaction manager that knows tenants in the place of Spring Boot's. */
@Configuration(proxyBeanMethods = false)
class TenantTransactions {

	@Bean
	PlatformTransactionManager transactionManager(DatabaseSettings settings,
			ObjectProvider<TransactionManagerCustomizers> customizers) {
		TenantTransactionManager manager = new TenantTransactionManager(settings.statementTimeout());
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
