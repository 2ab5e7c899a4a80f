package io.nagare.workflow.internal.model;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Other models may push one out of the engine's cache at any moment. */
@NagareTest
class ModelCacheTests {

	@LocalServerPort
	private int port;

	@Autowired
	private ProcessEngine engine;

	@Test
	void goesOnWithAModelThatTheEngineHasJustForgotten() {
		Api agent = Api.at(this.port).as("agent1");
		for (int i = 0; i < 3; i++) {
			// the answer to the one before is remembered for two seconds, the model no
			// more
			String incident = agent.report("VPN").path("id").asText();
			((ProcessEngineConfigurationImpl) this.engine.getProcessEngineConfiguration()).getDeploymentCache()
				.getProcessDefinitionCache()
				.clear();
			assertThat(agent.act(incident, "assign").status()).isEqualTo(200);
			assertThat(agent.act(incident, "cancel", "reason", "済み").status()).isEqualTo(200);
		}
	}

}
