package io.nagare.request.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.nagare.request.RequestCatalogue;
import io.nagare.shared.Label;
import io.nagare.ticket.action.FieldView;
import io.nagare.workflow.RequestModels.RequestModel;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue: what people may ask for. */
@RestController
@RequestMapping("/api/v1/requests/types")
@Tag(name = "Requests")
class RequestTypeController {

	private final RequestCatalogue catalogue;

	RequestTypeController(RequestCatalogue catalogue) {
		this.catalogue = catalogue;
	}

	@GetMapping
	@Operation(summary = "What the caller may ask for, each with the fields to fill in")
	List<CatalogueEntry> listRequestTypes(
			@Parameter(description = "Whom it is for: his devices are offered, and not the caller's") @RequestParam(
					name = "for_user_id", required = false) @Nullable UUID person) {
		List<RequestModel> types = this.catalogue.open();
		Map<String, Object> choices = this.catalogue.choices(types, person);
		return types.stream().map((type) -> CatalogueEntry.of(type, choices)).toList();
	}

	/**
	 * Something that people may ask for.
	 *
	 * @param type its word, for {@code POST /requests}
	 * @param label what people read
	 * @param description what it is for
	 * @param category under what it stands in the catalogue; null for what stands alone
	 * @param fields what is filled in to ask for it
	 */
	@Schema(name = "RequestType")
	record CatalogueEntry(String type, Label label, @Nullable String description, @Nullable Label category,
			List<FieldView> fields) {

		private static CatalogueEntry of(RequestModel model, Map<String, Object> choices) {
			return new CatalogueEntry(model.type(), model.label(),
					(model.description() != null) ? model.description().in(LocaleContextHolder.getLocale()) : null,
					model.category(), model.fields().stream().map((field) -> FieldView.of(field, choices)).toList());
		}

	}

}
