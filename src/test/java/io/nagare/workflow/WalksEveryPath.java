package io.nagare.workflow;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The last test of a class, which fails unless those before it walked every path of these
 * processes. Naming a process is what checks it, so {@link ProcessCoverageTests} need
 * only read the names.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@Order(Integer.MAX_VALUE)
@ExtendWith(WalksEveryPath.Check.class)
public @interface WalksEveryPath {

	/** The ids of the processes. */
	String[] value();

	/** Compares what ran with what the models hold. */
	class Check implements AfterTestExecutionCallback {

		@Override
		public void afterTestExecution(ExtensionContext test) {
			RepositoryService repository = SpringExtension.getApplicationContext(test).getBean(RepositoryService.class);
			for (String process : test.getRequiredTestMethod().getAnnotation(WalksEveryPath.class).value()) {
				assertThat(ProcessCoverage.missing(repository, process)).as("never walked in " + process).isEmpty();
			}
		}

	}

}
