package io.nagare.directory.web;

import java.net.URI;
import java.util.UUID;

import io.nagare.directory.Category;
import io.nagare.directory.CategoryManagement;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.DirectoryQueries;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.Versioned;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The tree of categories of the caller's tenant. */
@RestController
@RequestMapping("/api/v1/categories")
@Tag(name = "Categories")
class CategoryController {

	private final CurrentCaller currentCaller;

	private final DirectoryQueries register;

	private final CategoryManagement management;

	CategoryController(CurrentCaller currentCaller, DirectoryQueries register, CategoryManagement management) {
		this.currentCaller = currentCaller;
		this.register = register;
		this.management = management;
	}

	/** Each one directly after its parent. */
	@GetMapping
	Paged<CategoryDto> listCategories(@RequestParam(required = false) @Nullable Integer page,
			@RequestParam(required = false) @Nullable Integer limit) {
		this.currentCaller.require().demand("category:read");
		return Paged.of(this.register.categories(), PageQuery.of(page, limit)).map(CategoryDto::of);
	}

	@GetMapping("/{id}")
	CategoryDto readCategory(@PathVariable UUID id) {
		this.currentCaller.require().demand("category:read");
		return CategoryDto.of(this.register.category(id).orElseThrow(Refusal::notFound));
	}

	@PostMapping
	ResponseEntity<CategoryDto> createCategory(@Valid @RequestBody CategoryManagement.NewCategory wanted) {
		Category category = this.management.create(this.currentCaller.require(), wanted);
		return ResponseEntity.created(URI.create("/api/v1/categories/" + category.id())).body(CategoryDto.of(category));
	}

	@PatchMapping("/{id}")
	CategoryDto changeCategory(@PathVariable UUID id, @Valid @RequestBody CategoryManagement.CategoryChanges changes,
			IfMatch ifMatch) {
		return CategoryDto.of(this.management.change(this.currentCaller.require(), id, changes, ifMatch));
	}

	/** A category; at the top of the tree {@code parent_id} is null. */
	@Schema(name = "Category")
	record CategoryDto(UUID id, String name, @Nullable String description, @Nullable UUID parentId, boolean isActive,
			long version) implements Versioned {

		static CategoryDto of(Category category) {
			return new CategoryDto(category.id(), category.name(), category.description(),
					category.parent().orElse(null), category.isActive(), category.version());
		}

	}

}
