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
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.workflow.ModelChecks;
import io.nagare.workflow.VariantLeft;
import io.nagare.workflow.internal.EngineCommands;
import io.nagare.workflow.internal.ModelKind;
import io.nagare.workflow.internal.model.ModelsInForce;
import io.nagare.workflow.internal.release.ModelVersions.Located;
import io.nagare.workflow.internal.release.ModelVersions.ModelVersion;
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

	private final EngineCommands commands;

	private final ModelContents contents;

	private final ModelVersions versions;

	private final ReleaseList releases;

	private final ReleaseNotes notes;

	private final ModelsInForce inForce;

	private final ModelChecks checks;

	ModelReleases(ProcessEngine engine, ModelContents contents, ModelVersions versions, ReleaseList releases,
			ReleaseNotes notes, ModelsInForce inForce, ModelChecks checks) {
		this.repository = engine.getRepositoryService();
		this.commands = new EngineCommands(engine);
		this.contents = contents;
		this.versions = versions;
		this.releases = releases;
		this.notes = notes;
		this.inForce = inForce;
		this.checks = checks;
	}

	/**
	 * Deploys the files as one, for the bound tenant or for all, with what belongs to
	 * them. Of two at the same moment one comes first, and the other sees what he made.
	 * @throws Refusal MODEL_REJECTED with everything that is wrong
	 */
	public Release deploy(Map<String, byte[]> files, String comment) {
		return deploy(files, comment, Map.of());
	}

	/**
	 * The same, on top of what the owner began from.
	 * @param base the versions that were in force when he began, by key, each as
	 * {@link ModelVersions#version} reads it; empty for none that he says
	 * @throws Refusal CONFLICT as {@link #demandInForce} says it, too
	 */
	public Release deploy(Map<String, byte[]> files, String comment, Map<String, String> base) {
		takeTurn();
		demandInForce(base);
		return this.releases.find(deployAs(whole(files), comment, null)).orElseThrow(Refusal::notFound);
	}

	/**
	 * Lets nobody undo unseen what another made meanwhile.
	 * @param base as for a deployment
	 * @throws Refusal VALIDATION_FAILED for a version that does not exist; CONFLICT
	 * naming each that is no longer in force, and who put which in its place, and why
	 */
	@Transactional(readOnly = true)
	public void demandInForce(Map<String, String> base) {
		List<Refusal.Detail> outdated = new ArrayList<>();
		base.forEach((key, said) -> {
			Located began = this.versions.version(key, "base", said);
			Optional<ModelVersion> now = this.versions.of(key).stream().filter(ModelVersion::inForce).findFirst();
			if (now.filter((one) -> one.own() == began.own() && one.version() == began.version()).isEmpty()) {
				outdated.add(now.filter((one) -> one.deployedBy() != null)
					.map((one) -> Refusal.Detail.of("base", "release_outdated_by", key, said, name(one),
							String.valueOf(one.deployedBy()), (one.comment() != null) ? one.comment() : "-"))
					.orElseGet(() -> Refusal.Detail.of("base", "release_outdated", key, said,
							now.map(ModelReleases::name).orElse("-"))));
			}
		});
		if (!outdated.isEmpty()) {
			throw new Refusal(Refusal.Kind.CONFLICT, outdated);
		}
	}

	private static String name(ModelVersion version) {
		return version.own() ? String.valueOf(version.version()) : "shared:" + version.version();
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
	 * Lets nobody else deploy until this transaction ends, and waits for who is at it, so
	 * that what is asked from here on is still so when the transaction deploys.
	 */
	public void takeTurn() {
		this.commands.takeDeploymentLock();
		this.inForce.forget();
	}

	/**
	 * Puts back in force what was before the release; of a tenant's first variant that is
	 * the shared model.
	 * @param comment why; null for nothing but that
	 * @throws Refusal CONFLICT naming each model of which another version is in force by
	 * now, or that has none before; MODEL_REJECTED where what would be in force does not
	 * fit together
	 */
	public List<Release> rollBack(String id, @Nullable String comment) {
		takeTurn();
		Release release = this.releases.find(id).orElseThrow(Refusal::notFound);
		List<Located> models = this.releases.models(id);
		List<Refusal.Detail> wrong = new ArrayList<>();
		Map<String, List<Located>> earlier = new LinkedHashMap<>();
		List<Located> first = new ArrayList<>();
		for (Located model : models) {
			if (this.versions.inForce(model.kind(), model.key())
				.filter((now) -> now.id().equals(model.id()))
				.isEmpty()) {
				wrong.add(Refusal.Detail.of(model.key(), "release_not_latest", model.key(), model.version()));
				continue;
			}
			Optional<Located> before = this.versions.before(model).filter((one) -> !this.releases.isLeft(one));
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
		List<Release> again = earlier.values()
			.stream()
			.map((group) -> this.releases.find(deployAs(files(group), why, id)).orElseThrow(Refusal::notFound))
			.toList();
		demandFits(first);
		return again;
	}

	/**
	 * Puts an earlier version of the bound tenant's own, or of the shared ones, in force
	 * again, as a new version.
	 */
	public Release restore(String key, int version, String comment) {
		Located model = this.versions.locate(key, version, !Tenancy.isPlatform()).orElseThrow(Refusal::notFound);
		return this.releases.find(deployAs(files(List.of(model)), comment, null)).orElseThrow(Refusal::notFound);
	}

	/**
	 * Gives the bound tenant's variant up: it follows the shared model again, or has no
	 * such model where none is shared, and tickets go on as they began.
	 * @throws Refusal NOT_FOUND where it has none; CONFLICT where none is shared and
	 * others call or ask it, or it is a form; MODEL_REJECTED where the shared one does
	 * not fit what else is the tenant's own
	 */
	public void followShared(String key) {
		takeTurn();
		Located own = this.versions.inForce(key).filter(Located::own).orElseThrow(Refusal::notFound);
		if (own.kind() == ModelKind.FORM && this.versions.of(key).stream().allMatch(ModelVersion::own)) {
			throw Refusal.conflict("key", "nothing_shared", key);
		}
		leave(own);
		demandFits(List.of(own));
	}

	/**
	 * The shared models come into force for the tenant as if he deployed them, and what
	 * has none is missed by nobody.
	 */
	private void demandFits(List<Located> left) {
		List<Refusal.Detail> missed = new ArrayList<>();
		left.stream().filter((model) -> this.versions.inForce(model.kind(), model.key()).isEmpty()).forEach((model) -> {
			List<String> callers = this.releases.callers(model);
			if (!callers.isEmpty()) {
				missed.add(Refusal.Detail.of("key", "model_still_called", model.key(), String.join(", ", callers)));
			}
		});
		if (!missed.isEmpty()) {
			throw new Refusal(Refusal.Kind.CONFLICT, missed);
		}
		Map<String, byte[]> shared = files(
				left.stream().flatMap((model) -> this.versions.inForce(model.kind(), model.key()).stream()).toList());
		if (!shared.isEmpty()) {
			this.checks.demand(shared);
		}
	}

	private void leave(Located model) {
		TenantId tenant = Tenancy.require();
		this.releases.leave(tenant, model);
		this.inForce.forget();
		this.notes.tell(new VariantLeft(model.key(), model.version(), tenant.id()));
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

	private String deployAs(Map<String, byte[]> files, String comment, @Nullable String undoes) {
		DeploymentBuilder builder = this.repository.createDeployment()
			.name(comment.substring(0, Math.min(NAME, comment.length())))
			.source(SOURCE);
		files.forEach((name, content) -> builder.addInputStream(name, new ByteArrayInputStream(content)));
		String deployment = this.contents.freely(() -> builder.deploy().getId());
		this.notes.explain(deployment, comment, undoes);
		// what was asked while it was checked is from before the engine wrote it
		this.inForce.forget();
		return deployment;
	}

}
