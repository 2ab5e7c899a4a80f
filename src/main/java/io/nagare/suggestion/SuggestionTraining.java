package io.nagare.suggestion;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.nagare.directory.Tenants;
import io.nagare.suggestion.SuggestionStore.Closed;
import io.nagare.suggestion.SuggestionStore.InUse;
import io.nagare.suggestion.SuggestionStore.Trained;
import io.nagare.suggestion.model.Evaluation;
import io.nagare.suggestion.model.Example;
import io.nagare.suggestion.model.LinearModel;
import io.nagare.suggestion.model.Training;

/**
 * Learns from closed tickets, tenant by tenant, and tries what was learnt with later ones
 * that were held out. What is no better than saying the most frequent, or worse than the
 * version in use, is written down and not put to use.
 */
@Component
class SuggestionTraining {

	/** Of the tickets these are learnt from, the latest ones are held out. */
	private static final double LEARNT = 0.8;

	private static final Duration WITHIN = Duration.ofSeconds(20);

	private final SuggestionStore store;

	private final SuggestionModels models;

	private final Tenants tenants;

	private final Clock clock;

	SuggestionTraining(SuggestionStore store, SuggestionModels models, Tenants tenants, Clock clock) {
		this.store = store;
		this.models = models;
		this.tenants = tenants;
		this.clock = clock;
	}

	@Scheduled(cron = "${nagare.schedule.train-suggestions}")
	@SchedulerLock(name = "train-suggestions", lockAtMostFor = "PT2H")
	void ofAllTenants() {
		this.tenants.inTurn("Learning what to suggest", this::train);
	}

	/** Trains a version of each field, for the bound tenant. */
	void train() {
		List<Closed> closed = this.store.closed();
		List<InUse> present = this.store.inUse();
		for (Setting setting : this.store.settings()) {
			SuggestedField field = SuggestedField.of(setting.field());
			train(field, setting.threshold(), closed,
					present.stream().filter((one) -> one.field() == field).findFirst().orElse(null));
		}
		this.store.forget();
		this.models.changed();
	}

	private void train(SuggestedField field, double threshold, List<Closed> closed, @Nullable InUse present) {
		List<Example> examples = closed.stream()
			.filter((one) -> one.answers().containsKey(field))
			.map((one) -> new Example(one.terms(), String.valueOf(one.answers().get(field))))
			.toList();
		int cut = (int) (examples.size() * LEARNT);
		List<Example> learnt = examples.subList(0, cut);
		List<Example> heldOut = examples.subList(cut, examples.size());
		Training.of(learnt, WITHIN)
			.ifPresent((model) -> this.store
				.keep(new Trained(field, model, learnt.size(), Evaluation.of(model, heldOut, threshold),
						Evaluation.ofMostFrequent(learnt, heldOut), right(present, heldOut), this.clock.instant())));
	}

	/** Of how many the version in use is right; null where there is none. */
	private @Nullable Integer right(@Nullable InUse present, List<Example> heldOut) {
		return (present == null) ? null
				: this.store.model(present.id())
					.map(LinearModel::of)
					.map((model) -> Evaluation.of(model, heldOut, present.threshold()).right())
					.orElse(null);
	}

}
