package io.nagare.change.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

import io.nagare.change.Change;
import io.nagare.change.Changes;
import io.nagare.shared.DatedEntity;

/**
 * A known way to change something. While it is standard, a change of low risk that
 * follows it needs no authorization of its own.
 */
@Entity
@Table(name = "change_models")
public class StandardModel extends DatedEntity<StandardModel> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private String name;

	private @Nullable String description;

	private @Nullable String implementationPlan;

	private @Nullable String backoutPlan;

	private @Nullable String testPlan;

	private @Nullable Instant standardSince;

	@Column(name = "is_active")
	private boolean active = true;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected StandardModel() {
	}

	StandardModel(String name) {
		this.id = UUID.randomUUID();
		this.name = name;
	}

	public UUID id() {
		return this.id;
	}

	public String name() {
		return this.name;
	}

	public @Nullable String description() {
		return this.description;
	}

	public @Nullable String implementationPlan() {
		return this.implementationPlan;
	}

	public @Nullable String backoutPlan() {
		return this.backoutPlan;
	}

	public @Nullable String testPlan() {
		return this.testPlan;
	}

	/** Since when it is pre-approved, and its failures count; empty while it is not. */
	public Optional<Instant> standardSince() {
		return Optional.ofNullable(this.standardSince);
	}

	/** Whether a change that follows it is pre-approved. */
	public boolean isStandard() {
		return this.active && this.standardSince != null;
	}

	/** Whether the change follows it, so that it needs no other approval. */
	public boolean vouchesFor(Change change) {
		return isStandard() && change.isStandard() && differencesOf(change).isEmpty();
	}

	/** The plans in which the change does not follow it, as the API names them. */
	public List<String> differencesOf(Change change) {
		List<String> differences = new ArrayList<>();
		compare("implementation_plan", change.implementationPlan(), this.implementationPlan, differences);
		compare("backout_plan", change.backoutPlan(), this.backoutPlan, differences);
		compare("test_plan", change.testPlan(), this.testPlan, differences);
		return differences;
	}

	/** What a change does not say, it takes from its model. */
	private static void compare(String name, Optional<String> own, @Nullable String plan, List<String> differences) {
		if (own.filter((text) -> !text.isBlank() && !text.strip().equals((plan != null) ? plan.strip() : null))
			.isPresent()) {
			differences.add(name);
		}
	}

	/** Whether new changes may follow it. */
	public boolean isActive() {
		return this.active;
	}

	/** Changes what the fields say; what is absent stays. */
	StandardModel edit(StandardModels.ModelFields fields, Instant now) {
		fields.name().ifPresent((value) -> this.name = value.strip());
		fields.description().ifPresent((value) -> this.description = value);
		fields.implementationPlan().ifPresent((value) -> this.implementationPlan = value);
		fields.backoutPlan().ifPresent((value) -> this.backoutPlan = value);
		fields.testPlan().ifPresent((value) -> this.testPlan = value);
		fields.isActive().ifPresent((value) -> this.active = value);
		fields.standard().ifPresent((value) -> {
			if (value != (this.standardSince != null)) {
				this.standardSince = value ? now : null;
			}
		});
		return this;
	}

	/** A change that followed it failed. */
	StandardModel loseStanding() {
		this.standardSince = null;
		return this;
	}

}
