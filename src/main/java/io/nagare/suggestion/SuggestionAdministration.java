package io.nagare.suggestion;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.CurrentCaller;
import io.nagare.shared.AuditableEvent;
import io.nagare.shared.Refusal;

/** What the models may do, what they learnt, and how good they are. */
@Component
public class SuggestionAdministration {

	private static final String MANAGES = "category:manage";

	private final SuggestionStore store;

	private final SuggestionModels models;

	private final SuggestionTraining training;

	private final CurrentCaller callers;

	private final ApplicationEventPublisher events;

	SuggestionAdministration(SuggestionStore store, SuggestionModels models, SuggestionTraining training,
			CurrentCaller callers, ApplicationEventPublisher events) {
		this.store = store;
		this.models = models;
		this.training = training;
		this.callers = callers;
		this.events = events;
	}

	/**
	 * Every version with its evaluation, the latest of each field first.
	 * @throws Refusal FORBIDDEN for who reads no reports
	 */
	public List<SuggestionVersion> versions() {
		this.callers.requireMember().demand("report:read");
		return this.store.versions();
	}

	/** What the models may do, field by field. */
	public List<Setting> settings() {
		this.callers.requireMember().demand("report:read");
		return this.store.settings();
	}

	/**
	 * Lets the models do more or less.
	 * @param threshold null for the usual one
	 * @throws Refusal NOT_FOUND where no such field is suggested, VALIDATION_FAILED for
	 * what cannot be filled in by itself, FORBIDDEN for who keeps no categories
	 */
	@Transactional
	public Setting set(String field, String mode, @Nullable Double threshold) {
		this.callers.requireMember().demand(MANAGES);
		SuggestedField of = SuggestedField.of(field);
		if (SuggestionMode.of(mode) == SuggestionMode.FILL && !of.isFilled()) {
			throw Refusal.invalid("mode", "not_a_choice", "off, shadow, suggest");
		}
		Setting setting = new Setting(of.word(), mode, (threshold != null) ? threshold : Setting.USUAL);
		this.store.set(setting);
		this.models.changed();
		this.events.publishEvent(new Changed(setting));
		return setting;
	}

	/** Learns now instead of at night. */
	public List<SuggestionVersion> train() {
		this.callers.requireMember().demand(MANAGES);
		this.training.train();
		return this.store.versions();
	}

	private record Changed(Setting setting) implements AuditableEvent {

		@Override
		public String action() {
			return "suggestion.set";
		}

		@Override
		public String entityType() {
			return "suggestion";
		}

		@Override
		public @Nullable String entityId() {
			return this.setting.field();
		}

		@Override
		public Map<String, Object> facts() {
			return Map.of("mode", this.setting.mode(), "threshold", this.setting.threshold());
		}

	}

}
