package io.nagare.workflow.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Refusal;
import io.nagare.shared.Sha256;
import io.nagare.shared.Trial;
import io.nagare.workflow.Releases;
import io.nagare.workflow.internal.difference.ModelDifferences;
import io.nagare.workflow.internal.migration.ModelMigrations;
import io.nagare.workflow.internal.migration.ModelMigrations.Wanted;
import io.nagare.workflow.internal.rehearsal.Rehearsals;
import io.nagare.workflow.internal.release.ModelReleases;
import io.nagare.workflow.internal.release.ModelVersions;
import io.nagare.workflow.internal.release.ModelVersions.Located;
import io.nagare.workflow.internal.release.ReleaseList;

/** A candidate is deployed and taken back, so it is judged as a release would be. */
@Component
class CamundaReleases implements Releases {

	private static final Duration MOST = Duration.ofSeconds(30);

	private static final String COMMENT = "Candidate";

	private final PlatformTransactionManager transactions;

	private final ModelReleases releases;

	private final ModelDifferences differences;

	private final Rehearsals rehearsals;

	private final ModelVersions versions;

	private final ModelMigrations migrations;

	private final CurrentCaller callers;

	CamundaReleases(PlatformTransactionManager transactions, ModelReleases releases, ModelDifferences differences,
			Rehearsals rehearsals, ModelVersions versions, ModelMigrations migrations, CurrentCaller callers) {
		this.transactions = transactions;
		this.releases = releases;
		this.differences = differences;
		this.rehearsals = rehearsals;
		this.versions = versions;
		this.migrations = migrations;
		this.callers = callers;
	}

	@Override
	public Candidate examine(Map<String, byte[]> files, @Nullable Map<String, Map<String, String>> places) {
		Map<String, byte[]> whole = this.releases.whole(files);
		Map<String, String> after = new TreeMap<>();
		List<PlannedMigration> migrations = new ArrayList<>();
		List<String> models = Trial.of(this.transactions, MOST, () -> {
			ReleaseList.Release release = this.releases.deploy(whole, COMMENT);
			this.releases.files(release.id()).forEach((name, content) -> after.put(name, Sha256.hex(content)));
			List<String> keys = this.releases.keys(release.id());
			if (places != null) {
				migrations.addAll(planned(keys, places));
			}
			return keys;
		});
		List<Difference> difference = this.differences.of(whole)
			.stream()
			.map((one) -> new Difference(one.model(), one.loosens(), one.message(), one.tickets()))
			.toList();
		return new Candidate(whole, models, this.releases.shared(models), inForce(models), after, difference,
				migrations);
	}

	private List<PlannedMigration> planned(List<String> keys, Map<String, Map<String, String>> places) {
		for (String key : places.keySet()) {
			if (!keys.contains(key)) {
				throw Refusal.invalid("migration.map", "not_a_choice", String.join(", ", keys));
			}
		}
		return processes(keys)
			.flatMap((target) -> this.migrations.plan(target, places.getOrDefault(target.key(), Map.of())).stream())
			.toList();
	}

	private Stream<Located> processes(List<String> keys) {
		return keys.stream()
			.flatMap((key) -> this.versions.inForce(key).stream())
			.filter((model) -> model.kind() == ModelKind.PROCESS);
	}

	@Override
	public Map<String, UUID> migrate(List<String> models, Map<String, Map<String, String>> places,
			@Nullable Integer first) {
		int most = (first != null) ? first : Integer.MAX_VALUE;
		String by = this.callers.requireMember().username();
		Map<String, UUID> begun = new TreeMap<>();
		processes(
				models)
			.forEach(
					(target) -> begun
						.put(target.key(),
								this.migrations
									.begin(target,
											new Wanted(places.getOrDefault(target.key(), Map.of()), false, most,
													Set.of()),
											by)
									.id()));
		return begun;
	}

	@Override
	public void takeTurn() {
		this.releases.takeTurn();
	}

	@Override
	public void demandInForce(Map<String, String> base) {
		this.releases.demandInForce(base);
	}

	@Override
	public Map<String, String> inForce(List<String> models) {
		Map<String, String> digests = new TreeMap<>();
		this.releases.inForce(models).forEach((name, content) -> digests.put(name, Sha256.hex(content)));
		return digests;
	}

	@Override
	public Optional<Rehearsed> rehearsed(UUID id) {
		return this.rehearsals.find(id)
			.filter((rehearsal) -> rehearsal.state().equals("done"))
			.map((rehearsal) -> new Rehearsed(rehearsal.tickets(), rehearsal.different()));
	}

	@Override
	public String deploy(Map<String, byte[]> files, String comment) {
		return this.releases.deploy(files, comment).id();
	}

}
