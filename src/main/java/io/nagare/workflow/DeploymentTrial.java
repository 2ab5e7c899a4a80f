package io.nagare.workflow;

import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Refusal;

/**
 * Tries models that somebody of the bound tenant deploys by the engine's own API, as
 * Modeler does, before anything of it is done.
 */
public interface DeploymentTrial {

	/**
	 * Why they are not deployed yet, in the caller's language; empty where nothing speaks
	 * against it. Outside a transaction.
	 * @param name what the deployer calls the deployment
	 * @param files the models, by their names
	 */
	Optional<Refusal> refusal(@Nullable String name, Map<String, byte[]> files);

}
