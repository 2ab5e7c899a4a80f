package io.nagare.workflow;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Lets the engine's REST API of a test's application use that application's engine. It
 * asks a register of the whole JVM, where the application that started last stands, which
 * in a test run may be another.
 */
public class OwnEngine implements TestExecutionListener {

	@Override
	public void prepareTestInstance(TestContext test) {
		test.getApplicationContext()
			.getBeanProvider(ProcessEngine.class)
			.ifAvailable(ProcessEngines::registerProcessEngine);
	}

}
