package io.nagare.database;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Refuses to start, before any bean is made, where no usable database was named. */
@Component
class DatabaseGiven implements BeanFactoryPostProcessor {

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		Environment environment = beanFactory.getBean(Environment.class);
		if (DatabaseSettings.embeddedIn(environment)) {
			return;
		}
		if (!environment.containsProperty(DatabaseSettings.DATASOURCE_URL)) {
			throw DatabaseNotGiven.noDataSource();
		}
		boolean migrates = environment.getProperty("spring.flyway.enabled", Boolean.class, true);
		if (migrates && !environment.containsProperty("spring.flyway.user")) {
			throw DatabaseNotGiven.noOwner();
		}
	}

}
