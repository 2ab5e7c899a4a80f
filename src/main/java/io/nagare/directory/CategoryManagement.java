package io.nagare.directory;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Grows and changes a tenant's tree of categories, on behalf of its administrators. */
@Component
@Transactional
public class CategoryManagement {

	private final CategoryRepository categories;

	CategoryManagement(CategoryRepository categories) {
		this.categories = categories;
	}

	/**
	 * Creates a category.
	 * @throws Refusal FORBIDDEN for who may not; VALIDATION_FAILED for an unknown parent;
	 * CONFLICT for a name that a sibling has
	 */
	public Category create(Caller by, NewCategory wanted) {
		by.demand("category:manage");
		if (wanted.parentId() != null && this.categories.findById(wanted.parentId()).isEmpty()) {
			throw Refusal.invalid("parent_id", "unknown_reference");
		}
		return UniqueNameViolations.refused(() -> this.categories
			.saveAndFlush(new Category(wanted.name().strip(), wanted.description(), wanted.parentId())));
	}

	/**
	 * Changes a category, or moves it with all that is below it.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who may not; STALE; VALIDATION_FAILED for
	 * an unknown parent and for one below itself; CONFLICT for a name that a sibling has
	 */
	public Category change(Caller by, UUID id, CategoryChanges changes, IfMatch ifMatch) {
		by.demand("category:manage");
		List<Category> tree = this.categories.lockAll();
		Map<UUID, Category> byId = tree.stream().collect(Collectors.toMap(Category::id, Function.identity()));
		Category category = byId.get(id);
		if (category == null) {
			throw Refusal.notFound();
		}
		ifMatch.check(category.version());
		Trees.change(category, changes, byId);
		return UniqueNameViolations.refused(() -> this.categories.saveAndFlush(category));
	}

	/**
	 * A category that is to be created.
	 *
	 * @param name unique among its siblings, in any case of letters; rules match it
	 * @param description may be null
	 * @param parentId the category above; null for the top
	 */
	public record NewCategory(@NotBlank @Size(max = 100) String name, @Nullable @Size(max = 2000) String description,
			@Nullable UUID parentId) {
	}

	/** What is to change about a category; what is absent stays. */
	public record CategoryChanges(JsonNullable<@NotBlank @Size(max = 100) String> name,
			JsonNullable<@Nullable @Size(max = 2000) String> description, JsonNullable<@Nullable UUID> parentId,
			JsonNullable<@NotNull Boolean> isActive) implements TreeChanges {
	}

}
