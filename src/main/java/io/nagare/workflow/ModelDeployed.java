package io.nagare.workflow;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.AuditableEvent;

/**
 * Models have passed the gate. Published in the transaction that deploys them.
 *
 * @param deployment the engine's id of the deployment
 * @param name what the deployer called it
 * @param source where it came from, such as {@code Camunda Modeler}
 * @param files the SHA-256 of each file, in hexadecimal digits, by name
 */
public record ModelDeployed(String deployment, @Nullable String name, @Nullable String source,
		Map<String, String> files) implements AuditableEvent {

	@Override
	public String action() {
		return "model.deployed";
	}

	@Override
	public String entityType() {
		return "deployment";
	}

	@Override
	public String entityId() {
		return this.deployment;
	}

	@Override
	public Map<String, Object> facts() {
		Map<String, Object> facts = new TreeMap<>();
		facts.put("files", this.files);
		facts.put("name", String.valueOf(this.name));
		facts.put("source", String.valueOf(this.source));
		return facts;
	}

}
