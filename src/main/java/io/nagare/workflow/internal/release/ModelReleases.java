package io.nagare.workflow.internal.release;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.workflow.VariantLeft;
import io.nagare.workflow.internal.ModelKind;
import io.nagare.workflow.internal.model.ModelsInForce;
import io.nagare.workflow.internal.release.ModelVersions.Located;
import io.nagare.workflow.internal.release.ReleaseList.Release;

/**
 * Deploys what belongs together, and takes it back: by deploying once more what was in
 * force before, or by following the shared model again. Nothing is ever removed, as
 * tickets may run on it.
 */
@Component
@Transactional
public class ModelReleases {

	private static final String SOURCE = "Nagare API";

	/** What fits into the name of the engine's deployment. */
	private static final int NAME = 100;

	private final RepositoryService repository;

	private final ModelContents contents;

	private final ModelVersions versions;

	private final ReleaseList releases;

	private final ReleaseNotes notes;

	private final ModelsInForce inForce;

	private final ApplicationEventPublisher events;

	ModelReleases(ProcessEngine engine, ModelContents contents, ModelVersions versions, ReleaseList releases,
			ReleaseNotes notes, ModelsInForce inForce, ApplicationEventPublisher events) {
		this.repository = engine.getRepositoryService();
		this.contents = contents;
		this.versions = versions;
		this.releases = releases;
		this.notes = notes;
		this.inForce = inForce;
		this.events = events;
	}

	/**
	 * Deploys the files as one, for the bound tenant or for all, with what belongs to
	 * them.
	 * @throws Refusal MODEL_REJECTED with everything that is wrong
	 */
	public Release deploy(Map<String, byte[]> files, String comment) {
		return this.releases.find(deploy(whole(files), comment, null)).orElseThrow(Refusal::notFound);
	}

	/**
	 * The files, and where a form comes alone, those in force that belong to it: the
	 * processes that ask for it, each with its other forms.
	 */
	public Map<String, byte[]> whole(Map<String, byte[]> files) {
		Map<String, byte[]> whole = new TreeMap<>(files);
		Set<String> forms = files.entrySet()
			.stream()
			.flatMap((file) -> ReleaseList.formId(file.getKey(), file.getValue()).stream())
			.collect(Collectors.toSet());
		for (String key : this.releases.processesLeftOut(files)) {
			Located process = this.versions.inForce(key).orElseThrow();
			files(List.of(process)).forEach((file, content) -> {
				if (ReleaseList.formId(file, content).filter(forms::contains).isEmpty()) {
					whole.putIfAbsent(file, content);
				}
			});
		}
		return whole;
	}

	/** The keys of the processes and tables of a release. */
	@Transactional(readOnly = true)
	public List<String> keys(String release) {
		return this.releases.models(release).stream().map(Located::key).distinct().toList();
	}

	/** The files of a release, by name. */
	@Transactional(readOnly = true)
	public Map<String, byte[]> files(String release) {
		Map<String, byte[]> files = new TreeMap<>();
		this.contents.names(release).forEach((name) -> files.put(name, this.contents.file(release, name)));
		return files;
	}

	/**
	 * Those of the models of which the bound tenant has no version of its own in force.
	 */
	@Transactional(readOnly = true)
	public List<String> shared(List<String> models) {
		return models.stream().filter((key) -> this.versions.inForce(key).filter(Located::own).isEmpty()).toList();
	}

	/** The files of models in force, of each process with its forms. */
	@Transactional(readOnly = true)
	public Map<String, byte[]> inForce(List<String> models) {
		return files(models.stream().flatMap((key) -> this.versions.inForce(key).stream()).toList());
	}

	/**
	 * Puts back in force what was before the release; of a tenant's first variant that is
	 * the shared model.
	 * @param comment why; null for nothing but that
	 * @throws Refusal CONFLICT naming each model of which another version is in force by
	 * now, or that has none before
	 */
	public List<Release> rollBack(String id, @Nullable String comment) {
		Release release = this.releases.find(id).orElseThrow(Refusal::notFound);
		List<Located> models = this.releases.models(id);
		List<Refusal.Detail> wrong = new ArrayList<>();
		Map<String, List<Located>> earlier = new LinkedHashMap<>();
		List<Located> first = new ArrayList<>();
		for (Located model : models) {
			if (!this.versions.inForce(model.key()).filter((now) -> now.id().equals(model.id())).isPresent()) {
				wrong.add(Refusal.Detail.of(model.key(), "release_not_latest", model.key(), model.version()));
				continue;
			}
			Optional<Located> before = before(model);
			before.ifPresentOrElse((one) -> earlier.computeIfAbsent(one.release(), (key) -> new ArrayList<>()).add(one),
					() -> first.add(model));
			if (before.isEmpty() && Tenancy.isPlatform()) {
				wrong.add(Refusal.Detail.of(model.key(), "nothing_before", model.key()));
			}
		}
		if (!wrong.isEmpty()) {
			throw new Refusal(Refusal.Kind.CONFLICT, wrong);
		}
		first.forEach(this::leave);
		String why = (comment != null) ? comment : String.valueOf(release.comment());
		return earlier.values()
			.stream()
			.map((group) -> this.releases.find(deploy(files(group), why, id)).orElseThrow(Refusal::notFound))
			.toList();
	}

	/**
	 * Puts an earlier version of the bound tenant's own, or of the shared ones, in force
	 * again, as a new version.
	 */
	public Release restore(String key, int version, String comment) {
		Located model = this.versions.locate(key, version, !Tenancy.isPlatform()).orElseThrow(Refusal::notFound);
		return this.releases.find(deploy(files(List.of(model)), comment, null)).orElseThrow(Refusal::notFound);
	}

	/**
	 * Gives the bound tenant's variant up: it follows the shared model again, and tickets
	 * go on as they began.
	 * @throws Refusal NOT_FOUND where it has none, CONFLICT where there is no shared one
	 */
	public void followShared(String key) {
		Located own = this.versions.inForce(key).filter(Located::own).orElseThrow(Refusal::notFound);
		if (this.versions.of(key).stream().allMatch(ModelVersions.ModelVersion::own)) {
			throw Refusal.conflict("key", "nothing_shared", key);
		}
		leave(own);
	}

	private void leave(Located model) {
		TenantId tenant = Tenancy.require();
		this.releases.leave(tenant, model);
		forget();
		this.events.publishEvent(new VariantLeft(model.key(), model.version(), tenant.id()));
	}

	/** The version that was in force before, where that was of the same owner. */
	private Optional<Located> before(Located model) {
		return this.versions.of(model.key())
			.stream()
			.filter((one) -> one.own() == model.own() && one.version() < model.version())
			.findFirst()
			.flatMap((one) -> this.versions.locate(model.key(), one.version(), one.own()))
			.filter((one) -> !this.releases.isLeft(one));
	}

	/** The files of models of one deployment, a process with its forms. */
	private Map<String, byte[]> files(List<Located> models) {
		Map<String, byte[]> files = new TreeMap<>();
		for (Located model : models) {
			files.put(model.file(), this.contents.file(model));
			if (model.kind() == ModelKind.PROCESS) {
				this.contents.names(model.release())
					.stream()
					.filter((name) -> name.endsWith(".form") && this.releases.uses(model, name))
					.forEach((name) -> files.put(name, this.contents.file(model.release(), name)));
			}
		}
		return files;
	}

	private String deploy(Map<String, byte[]> files, String comment, @Nullable String undoes) {
		DeploymentBuilder builder = this.repository.createDeployment()
			.name(comment.substring(0, Math.min(NAME, comment.length())))
			.source(SOURCE);
		files.forEach((name, content) -> builder.addInputStream(name, new ByteArrayInputStream(content)));
		String deployment = this.contents.freely(() -> builder.deploy().getId());
		this.notes.explain(deployment, comment, undoes);
		forget();
		return deployment;
	}

	/** Now, and again when others can see it. */
	private void forget() {
		this.inForce.forget();
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				ModelReleases.this.inForce.forget();
			}

		});
	}

}
