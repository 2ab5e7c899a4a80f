package io.nagare.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.request.Request;
import io.nagare.request.RequestCatalogue;
import io.nagare.ticket.action.FieldView;
import io.nagare.workflow.RequestModels.RequestModel;

/** Tells what the person may ask for. */
@Component
class RequestTypeListTool implements AssistantTool {

	private final RequestCatalogue catalogue;

	RequestTypeListTool(RequestCatalogue catalogue) {
		this.catalogue = catalogue;
	}

	@Override
	public Definition definition() {
		return new Definition("list_request_types", "What can be asked for",
				"""
						Lists what the person may ask for: each type with what it is for and the fields of its form (a JSON schema). \
						make_request asks for one. The types are made by the models in force, so they differ between tenants and \
						change.""",
				Effect.READS, List.of());
	}

	@Override
	public boolean isFor(Caller caller) {
		return mayAsk(caller);
	}

	/** Whether the caller may ask for anything. */
	static boolean mayAsk(Caller caller) {
		return caller.may(Request.KIND + ":create");
	}

	@Override
	public Map<String, Object> call(Arguments said) {
		Locale locale = LocaleContextHolder.getLocale();
		List<RequestModel> types = this.catalogue.open();
		Map<String, Object> choices = this.catalogue.choices(types, null);
		return Map.of("types", types.stream().map((type) -> shown(type, choices, locale)).toList());
	}

	private static Map<String, Object> shown(RequestModel type, Map<String, Object> choices, Locale locale) {
		Map<String, Object> shown = new LinkedHashMap<>();
		shown.put("type", type.type());
		shown.put("label", type.label().in(locale));
		if (type.description() != null) {
			shown.put("description", type.description().in(locale));
		}
		if (type.category() != null) {
			shown.put("category", type.category().in(locale));
		}
		shown.put("fields",
				ActionSchema.of(type.fields().stream().map((field) -> FieldView.of(field, choices)).toList(), locale));
		return shown;
	}

}
