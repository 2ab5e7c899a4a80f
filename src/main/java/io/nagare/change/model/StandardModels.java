package io.nagare.change.model;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.change.Change;
import io.nagare.change.Changes;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;

/** The known ways to change something, and which of them are pre-approved. */
@Component
@Transactional
public class StandardModels {

	private final StandardModelRepository models;

	private final CurrentCaller callers;

	private final Clock clock;

	StandardModels(StandardModelRepository models, CurrentCaller callers, Clock clock) {
		this.models = models;
		this.callers = callers;
		this.clock = clock;
	}

	/** All of them, by name. */
	@Transactional(readOnly = true)
	public Paged<StandardModel> page(PageQuery query) {
		this.callers.require().demand("change:read");
		Page<StandardModel> page = this.models
			.findAll(PageRequest.of(query.page() - 1, query.limit(), Sort.by("name", "id")));
		return Paged.of(page.getContent(), query, page.getTotalElements());
	}

	/**
	 * The model.
	 * @throws Refusal NOT_FOUND where there is none
	 */
	@Transactional(readOnly = true)
	public StandardModel one(UUID id) {
		this.callers.require().demand("change:read");
		return this.models.findById(id).orElseThrow(Refusal::notFound);
	}

	/**
	 * Makes a model; it is not standard unless the fields say so.
	 * @throws Refusal VALIDATION_FAILED without a name, or where it is standard without a
	 * plan; CONFLICT where the name is taken
	 */
	public StandardModel create(ModelFields fields) {
		this.callers.require().demand("change:decide");
		if (!fields.name().isPresent()) {
			throw Refusal.invalid("name", "required");
		}
		return saved(new StandardModel(fields.name().get()).edit(fields, this.clock.instant()));
	}

	/**
	 * Changes a model. Giving it back its standing is a new approval: earlier failures no
	 * longer count.
	 * @throws Refusal NOT_FOUND, STALE, VALIDATION_FAILED where it is standard without a
	 * plan, CONFLICT where the name is taken
	 */
	public StandardModel change(UUID id, ModelFields fields, IfMatch ifMatch) {
		this.callers.require().demand("change:decide");
		StandardModel model = one(id);
		ifMatch.check(model.version());
		return saved(model.edit(fields, this.clock.instant()));
	}

	private StandardModel saved(StandardModel model) {
		List<Refusal.Detail> missing = new ArrayList<>();
		if (model.isStandard()) {
			require("implementation_plan", model.implementationPlan(), missing);
			require("backout_plan", model.backoutPlan(), missing);
			require("test_plan", model.testPlan(), missing);
		}
		if (!missing.isEmpty()) {
			throw Refusal.invalid(missing);
		}
		if (this.models.existsByNameIgnoreCaseAndIdNot(model.name(), model.id())) {
			throw Refusal.conflict("name", "already_exists");
		}
		return this.models.saveAndFlush(model);
	}

	/** Whether new changes may follow the model. */
	@Transactional(readOnly = true)
	public boolean isActive(UUID id) {
		return this.models.findById(id).filter(StandardModel::isActive).isPresent();
	}

	/** The model that a change follows; empty for none. */
	@Transactional(readOnly = true)
	public Optional<StandardModel> followedBy(Change change) {
		return change.model().flatMap(this.models::findById);
	}

	/** Whether the model that a change follows approves it beforehand. */
	@Transactional(readOnly = true)
	public boolean vouchFor(Change change) {
		return followedBy(change).filter((model) -> model.vouchesFor(change)).isPresent();
	}

	private static void require(String name, @Nullable String plan, List<Refusal.Detail> missing) {
		if (plan == null || plan.isBlank()) {
			missing.add(Refusal.Detail.of(name, "required"));
		}
	}

	/** Whether only its model approved a change, and would not now. */
	@Transactional(readOnly = true)
	public boolean noLongerVouchFor(Change change) {
		return change.restsOnModel() && !vouchFor(change);
	}

	/** A change that followed the model failed, so that its next ones are looked at. */
	public void failed(UUID id) {
		this.models.findById(id).ifPresent((model) -> this.models.save(model.loseStanding()));
	}

	/**
	 * What a request says of a model; what is absent stays.
	 *
	 * @param name what people call it, unique in the tenant
	 * @param description what it is for; may be null
	 * @param implementationPlan how it is done
	 * @param backoutPlan how it is undone
	 * @param testPlan how it is shown to work
	 * @param standard whether a change of low risk that follows it is pre-approved
	 * @param isActive whether new changes may follow it
	 */
	public record ModelFields(JsonNullable<@NotBlank @Size(max = 200) String> name,
			JsonNullable<@Nullable @Size(max = 2000) String> description,
			JsonNullable<@Nullable @Size(max = 100_000) String> implementationPlan,
			JsonNullable<@Nullable @Size(max = 100_000) String> backoutPlan,
			JsonNullable<@Nullable @Size(max = 100_000) String> testPlan, JsonNullable<@NotNull Boolean> standard,
			JsonNullable<@NotNull Boolean> isActive) {
	}

}
