package io.nagare.suggestion;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.search.SearchWords;
import io.nagare.shared.Tenancy;
import io.nagare.ticket.PriorityScales;
import io.nagare.ticket.TicketTypes;
import io.nagare.suggestion.SuggestionStore.InUse;
import io.nagare.suggestion.model.Guess;
import io.nagare.suggestion.model.LinearModel;

/**
 * Asks the bound tenant's models. Which ones are in use is read anew every few seconds,
 * so that all nodes follow; the weights of a version never change.
 */
@Component
class SuggestionModels {

	private final SuggestionStore store;

	private final Cache<UUID, List<InUse>> inUse = Caffeine.newBuilder()
		.maximumSize(1000)
		.expireAfterWrite(Duration.ofSeconds(5))
		.build();

	private final Cache<UUID, Optional<LinearModel>> models = Caffeine.newBuilder()
		.maximumSize(100)
		.expireAfterAccess(Duration.ofHours(1))
		.build();

	private final PriorityScales scales;

	private final TicketTypes types;

	SuggestionModels(SuggestionStore store, PriorityScales scales, TicketTypes types) {
		this.store = store;
		this.scales = scales;
		this.types = types;
	}

	/** What each version in use that may be asked takes for right. */
	List<Answer> answers(String text) {
		List<InUse> versions = versions().stream().filter((one) -> one.mode() != SuggestionMode.OFF).toList();
		if (versions.isEmpty()) {
			return List.of();
		}
		Map<String, String> words = SearchWords.of(text);
		List<Answer> answers = new ArrayList<>();
		for (InUse version : versions) {
			model(version).ifPresent((model) -> answers.add(answer(version, model, words)));
		}
		return answers;
	}

	private Answer answer(InUse version, LinearModel model, Map<String, String> words) {
		Collection<String> terms = words.keySet();
		Optional<Guess> sure = model.guess(terms)
			.filter((guess) -> guess.confidence() >= version.threshold())
			.filter((guess) -> isChosen(version.field(), guess.answer()));
		return new Answer(version, sure,
				sure.map((guess) -> guess.terms().stream().map((term) -> words.getOrDefault(term, term)).toList())
					.orElse(List.of()));
	}

	/** What was learnt may be of a table that another has replaced. */
	private boolean isChosen(SuggestedField field, String answer) {
		return switch (field) {
			case IMPACT, URGENCY -> this.scales.decidesBy(this.types.of("incident"), field.word(), answer);
			case CATEGORY_ID, TEAM_ID -> true;
		};
	}

	private List<InUse> versions() {
		return remembered(this.inUse, Tenancy.require().id(), this.store::inUse);
	}

	private Optional<LinearModel> model(InUse version) {
		return remembered(this.models, version.id(), () -> this.store.model(version.id()).map(LinearModel::of));
	}

	/**
	 * Reads under no lock: who waits for it may hold the connection that reading needs.
	 */
	private static <K, V> V remembered(Cache<K, V> cache, K key, Supplier<V> read) {
		@Nullable V known = cache.getIfPresent(key);
		if (known != null) {
			return known;
		}
		V value = read.get();
		cache.put(key, value);
		return value;
	}

	/** Something changed on this node; others see it within seconds. */
	void changed() {
		this.inUse.invalidate(Tenancy.require().id());
	}

	/**
	 * What a version says.
	 *
	 * @param guess nothing where it is not sure enough
	 * @param words those of the text that speak for it, as they stand there
	 */
	record Answer(InUse version, Optional<Guess> guess, List<String> words) {
	}

}
