package io.nagare.workflow.internal;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.cluster.NodeLost;

/**
 * Lets others have the jobs that a node had taken, which they would else wait for until
 * the lock runs out, for minutes. Should the node live after all, the engine lets only
 * one of the two come to the end of a job. A node that stops takes no more of them.
 */
@Component
class LostNodeListener implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(LostNodeListener.class);

	private final EngineTables tables;

	private final ObjectProvider<ProcessEngine> engine;

	private volatile boolean running;

	LostNodeListener(EngineTables tables, ObjectProvider<ProcessEngine> engine) {
		this.tables = tables;
		this.engine = engine;
	}

	@EventListener
	void on(NodeLost lost) {
		int freed = this.tables.freeJobs(lost.node());
		if (freed > 0) {
			LOG.info("{} jobs that the node {} had taken are free", freed, lost.node());
		}
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		if (this.engine.getObject().getProcessEngineConfiguration() instanceof SpringProcessEngineConfiguration spring
				&& spring.getJobExecutor() != null) {
			spring.getJobExecutor().shutdown();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
