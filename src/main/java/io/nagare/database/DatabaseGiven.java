package io.nagare.database;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** Refuses to start, before any bean is made, where no usable database was named. */
@Component
class DatabaseGiven implements BeanFactoryPostProcessor {

	/** Not in what production runs. */
	private static final String EMBEDDED = "io.zonky.test.db.postgres.embedded.EmbeddedPostgres";

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		Environment environment = beanFactory.getBean(Environment.class);
		if (DatabaseSettings.embeddedIn(environment)) {
			if (!ClassUtils.isPresent(EMBEDDED, beanFactory.getBeanClassLoader())) {
				throw DatabaseNotGiven.notAboard();
			}
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
