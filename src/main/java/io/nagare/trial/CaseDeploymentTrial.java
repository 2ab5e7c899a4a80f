package io.nagare.trial;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.shared.Sha256;
import io.nagare.workflow.DeploymentTrial;

/**
 * Tries what Modeler deploys by the cases, as the portal does before a release. Modeler
 * has no place for what comes out otherwise but an error. So nothing is deployed then,
 * and the error says a word: in the name of the deployment, it deploys these files all
 * the same.
 */
@Component
class CaseDeploymentTrial implements DeploymentTrial {

	private static final Logger LOG = LoggerFactory.getLogger(CaseDeploymentTrial.class);

	/** The deployment itself takes its time, and Modeler is answered within 4 seconds. */
	private static final Duration MOST = Duration.ofSeconds(2);

	private static final int LETTERS = 8;

	private final ModelCaseService cases;

	CaseDeploymentTrial(ModelCaseService cases) {
		this.cases = cases;
	}

	@Override
	public Optional<Refusal> refusal(@Nullable String name, Map<String, byte[]> files) {
		String word = word(files);
		if (name != null && name.contains(word)) {
			return Optional.empty();
		}
		try {
			return refusal(word, this.cases.tried(files, MOST));
		}
		catch (RuntimeException ex) {
			LOG.info("What is deployed was not tried by all cases: {}", ex.toString());
			return Refusal.in(ex).flatMap((why) -> untried(word, why));
		}
	}

	private static Optional<Refusal> refusal(String word, List<ModelCaseService.Tried> tried) {
		List<Refusal.Detail> details = new ArrayList<>();
		if (tried.stream().anyMatch((one) -> !one.differences().isEmpty())) {
			details.add(Refusal.Detail.of(null, "cases_differ", word));
		}
		if (tried.stream().anyMatch((one) -> !one.tried())) {
			details.add(Refusal.Detail.of(null, "cases_not_tried", word));
		}
		tried.forEach((one) -> one.differences()
			.forEach((difference) -> details.add(Refusal.Detail.of(one.name(), "case_differs", difference.message()))));
		return details.isEmpty() ? Optional.empty() : Optional.of(new Refusal(Refusal.Kind.MODEL_REJECTED, details));
	}

	/**
	 * Nothing passes untried without the word. What the gate or the engine refuses, the
	 * deployment says by itself.
	 */
	private static Optional<Refusal> untried(String word, Refusal why) {
		return switch (why.kind()) {
			case UNAVAILABLE -> Optional.of(why);
			case CONFLICT -> Optional.of(new Refusal(Refusal.Kind.MODEL_REJECTED,
					List.of(Refusal.Detail.of(null, "cases_not_tried", word))));
			default -> Optional.empty();
		};
	}

	/** Of these files, and no others. */
	private static String word(Map<String, byte[]> files) {
		MessageDigest digest = Sha256.digest();
		new TreeMap<>(files).forEach((name, content) -> {
			digest.update(name.getBytes(StandardCharsets.UTF_8));
			digest.update(content);
		});
		return HexFormat.of().formatHex(digest.digest()).substring(0, LETTERS);
	}

}
