package io.nagare.workflow.internal.model;

import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionEntity;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ModelFileCacheTests {

	private final ModelFileCache<DecisionDefinitionEntity> cache = new ModelFileCache<>(2);

	@Test
	void keepsAllDefinitionsOfAFile() {
		put("a1", "a");
		put("a2", "a");
		put("a3", "a");
		put("b1", "b");
		assertThat(this.cache.keySet()).containsExactlyInAnyOrder("a1", "a2", "a3", "b1");
		assertThat(this.cache.size()).isEqualTo(4);
	}

	@Test
	void forgetsTheFileThatWasUsedLongestAgoWithAllItsDefinitions() {
		put("a1", "a");
		put("b1", "b");
		put("b2", "b");
		assertThat(this.cache.get("a1")).isNotNull();
		put("c1", "c");
		assertThat(this.cache.keySet()).containsExactlyInAnyOrder("a1", "c1");
		assertThat(this.cache.get("b2")).isNull();
	}

	@Test
	void forgetsADefinitionThatIsTakenAway() {
		put("a1", "a");
		put("a2", "a");
		this.cache.remove("a1");
		this.cache.remove("a1");
		assertThat(this.cache.keySet()).containsExactly("a2");
		this.cache.remove("a2");
		assertThat(this.cache.isEmpty()).isTrue();
	}

	private void put(String id, String file) {
		DecisionDefinitionEntity definition = new DecisionDefinitionEntity();
		definition.setId(id);
		definition.setDeploymentId("deployment");
		definition.setResourceName(file);
		this.cache.put(id, definition);
	}

}
