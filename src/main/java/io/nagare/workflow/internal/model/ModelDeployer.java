package io.nagare.workflow.internal.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys the shipped models. If none of them changed, nothing is deployed; otherwise all
 * of them together, under their paths in the repository, but without those whose latest
 * version a process owner deployed.
 */
@Component
public class ModelDeployer {

	/** Marks our own deployments. */
	public static final String SOURCE = "nagare";

	private static final Logger LOG = LoggerFactory.getLogger(ModelDeployer.class);

	private static final String ROOT = "models/";

	/** The id of the one process, decision or form that a file holds. */
	private static final Pattern KEY = Pattern.compile("<(?:\\w+:)?(?:process|decision) [^>]*?\\bid=\"([^\"]+)\"");

	private final RepositoryService repository;

	private final ResourcePatternResolver resources;

	public ModelDeployer(ProcessEngine engine, ResourcePatternResolver resources) {
		this.repository = engine.getRepositoryService();
		this.resources = resources;
	}

	public void deploy() {
		Map<String, byte[]> shipped = shipped();
		Map<String, byte[]> deployed = latestOwn().map(this::contents).orElse(new TreeMap<>());
		if (same(shipped, deployed)) {
			LOG.info("The shipped models are deployed already");
			return;
		}
		DeploymentBuilder deployment = this.repository.createDeployment().name("Nagare").source(SOURCE);
		shipped.forEach((name, content) -> {
			if (!ownedByProcessOwner(name, content)) {
				deployment.addInputStream(name, new ByteArrayInputStream(content));
			}
		});
		LOG.info("Deploying the shipped models");
		deployment.deploy();
		LOG.info("Deployed the shipped models, {} files", shipped.size());
	}

	private Map<String, byte[]> shipped() {
		Map<String, byte[]> files = new TreeMap<>();
		try {
			for (Resource resource : this.resources.getResources("classpath*:" + ROOT + "**/*.*")) {
				String url = resource.getURL().toString();
				if (url.endsWith(".bpmn") || url.endsWith(".dmn") || url.endsWith(".form")) {
					files.put(url.substring(url.lastIndexOf("/" + ROOT) + 1 + ROOT.length()),
							resource.getContentAsByteArray());
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("The shipped models cannot be read", ex);
		}
		return files;
	}

	private Optional<Deployment> latestOwn() {
		return this.repository.createDeploymentQuery()
			.deploymentSource(SOURCE)
			.withoutTenantId()
			.orderByDeploymentTime()
			.desc()
			.listPage(0, 1)
			.stream()
			.findFirst();
	}

	private Map<String, byte[]> contents(Deployment deployment) {
		Map<String, byte[]> files = new TreeMap<>();
		for (String name : this.repository.getDeploymentResourceNames(deployment.getId())) {
			try (InputStream content = this.repository.getResourceAsStream(deployment.getId(), name)) {
				files.put(name, content.readAllBytes());
			}
			catch (IOException ex) {
				throw new IllegalStateException("A deployed model cannot be read", ex);
			}
		}
		return files;
	}

	private boolean same(Map<String, byte[]> shipped, Map<String, byte[]> deployed) {
		return shipped.entrySet()
			.stream()
			.allMatch((file) -> Arrays.equals(file.getValue(), deployed.get(file.getKey()))
					|| ownedByProcessOwner(file.getKey(), file.getValue()))
				&& !deployed.isEmpty();
	}

	/**
	 * Whether the latest shared version of the model in the file came through another
	 * door.
	 */
	private boolean ownedByProcessOwner(String name, byte[] content) {
		Matcher key = KEY.matcher(new String(content, StandardCharsets.UTF_8));
		if (!key.find()) {
			return false;
		}
		return latestDeployment(name, key.group(1)).map((deployment) -> !SOURCE.equals(deployment.getSource()))
			.orElse(false);
	}

	private Optional<Deployment> latestDeployment(String name, String key) {
		List<String> ids = name.endsWith(".dmn")
				? this.repository.createDecisionDefinitionQuery()
					.decisionDefinitionKey(key)
					.withoutTenantId()
					.latestVersion()
					.list()
					.stream()
					.map((decision) -> decision.getDeploymentId())
					.toList()
				: this.repository.createProcessDefinitionQuery()
					.processDefinitionKey(key)
					.withoutTenantId()
					.latestVersion()
					.list()
					.stream()
					.map((process) -> process.getDeploymentId())
					.toList();
		return ids.stream()
			.findFirst()
			.map((id) -> this.repository.createDeploymentQuery().deploymentId(id).singleResult());
	}

}
