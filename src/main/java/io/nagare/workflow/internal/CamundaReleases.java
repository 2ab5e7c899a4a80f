package io.nagare.workflow.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.shared.Sha256;
import io.nagare.shared.Trial;
import io.nagare.workflow.Releases;
import io.nagare.workflow.internal.difference.ModelDifferences;
import io.nagare.workflow.internal.rehearsal.Rehearsals;
import io.nagare.workflow.internal.release.ModelContents;
import io.nagare.workflow.internal.release.ModelReleases;
import io.nagare.workflow.internal.release.ReleaseList;

/** A candidate is deployed and taken back, so it is judged as a release would be. */
@Component
class CamundaReleases implements Releases {

	private static final Duration MOST = Duration.ofSeconds(30);

	private static final String COMMENT = "Candidate";

	private final PlatformTransactionManager transactions;

	private final ModelReleases releases;

	private final ModelContents contents;

	private final ModelDifferences differences;

	private final Rehearsals rehearsals;

	CamundaReleases(PlatformTransactionManager transactions, ModelReleases releases, ModelContents contents,
			ModelDifferences differences, Rehearsals rehearsals) {
		this.transactions = transactions;
		this.releases = releases;
		this.contents = contents;
		this.differences = differences;
		this.rehearsals = rehearsals;
	}

	@Override
	public Candidate examine(Map<String, byte[]> files) {
		Map<String, byte[]> whole = this.releases.whole(files);
		Map<String, String> after = new TreeMap<>();
		List<String> models = Trial.of(this.transactions, MOST, () -> {
			ReleaseList.Release release = this.releases.deploy(whole, COMMENT);
			this.contents.names(release.id())
				.forEach((name) -> after.put(name, Sha256.hex(this.contents.file(release.id(), name))));
			return this.releases.keys(release.id());
		});
		List<Difference> difference = this.differences.of(whole)
			.stream()
			.map((one) -> new Difference(one.model(), one.loosens(), one.message(), one.tickets()))
			.toList();
		return new Candidate(whole, models, this.releases.shared(models), inForce(models), after, difference);
	}

	@Override
	public Map<String, String> inForce(List<String> models) {
		Map<String, String> digests = new TreeMap<>();
		this.releases.inForce(models).forEach((name, content) -> digests.put(name, Sha256.hex(content)));
		return digests;
	}

	@Override
	public boolean hasRehearsal(UUID id) {
		return this.rehearsals.find(id).isPresent();
	}

	@Override
	public String deploy(Map<String, byte[]> files, String comment) {
		return this.releases.deploy(files, comment).id();
	}

}
