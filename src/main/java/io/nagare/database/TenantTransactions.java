package io.nagare.database;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.transaction.TransactionManagerCustomizers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Puts the transaction manager that knows tenants in the place of Spring Boot's. */
@Configuration(proxyBeanMethods = false)
class TenantTransactions {

	@Bean
	PlatformTransactionManager transactionManager(ObjectProvider<TransactionManagerCustomizers> customizers) {
		TenantTransactionManager manager = new TenantTransactionManager();
		customizers.ifAvailable((all) -> all.customize(manager));
		return manager;
	}

}
