package io.nagare.ticket.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import io.nagare.ticket.PlainFields;
import io.nagare.ticket.query.TicketDetail;
import io.nagare.ticket.TicketFields;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.query.TicketView;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.ComposedSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.media.UUIDSchema;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Describes what the paths of all types of tickets take and answer, and beside them the
 * paths of the types with fields of their own. A type that comes while the product runs
 * is described already.
 */
@Component
class TicketDocument implements OpenApiCustomizer {

	private static final String LIST = "/api/v1/{kind}";

	private static final String ONE = LIST + "/{id}";

	private static final String JSON = org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

	private static final String PARTS = "TicketParts";

	static {
		SpringDocUtils.getConfig().addRequestWrapperToIgnore(TicketType.class, TicketFields.class);
	}

	private final TicketTypes types;

	TicketDocument(TicketTypes types) {
		this.types = types;
	}

	@Override
	public void customise(OpenAPI document) {
		Components components = document.getComponents();
		PathItem list = Objects.requireNonNull(document.getPaths().get(LIST));
		PathItem one = Objects.requireNonNull(document.getPaths().get(ONE));
		components.addSchemas(PARTS, schema(TicketDetail.class, components));
		for (TicketType<?, ?> type : this.types.all()) {
			if (type.fields() != PlainFields.class) {
				PathItem listOfType = copy(list);
				PathItem oneOfType = copy(one);
				document.getPaths().addPathItem("/api/v1/" + type.path(), listOfType);
				document.getPaths().addPathItem("/api/v1/" + type.path() + "/{id}", oneOfType);
				Described described = new Described(StringUtils.capitalize(type.kind()),
						StringUtils.capitalize(type.path()), type.view(), type.fields(), type.partsView(),
						type.required(), type.formFields());
				described.describe(listOfType, oneOfType, components);
			}
		}
		new Described("Ticket", "Tickets", TicketView.class, PlainFields.class, null, Set.of("title"), List.of())
			.describe(list, one, components);
		document.getPaths()
			.entrySet()
			.stream()
			.filter((path) -> path.getKey().startsWith(LIST))
			.flatMap((path) -> path.getValue().readOperations().stream())
			.forEach((operation) -> operation.addParametersItem(new PathParameter().name("kind")
				.description("The path of a type of tickets.")
				.schema(new StringSchema().example("incidents"))));
	}

	private static PathItem copy(PathItem item) {
		try {
			return Json.mapper().readValue(Json.mapper().writeValueAsBytes(item), PathItem.class);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Schema<?> schema(Class<?> type, Components components) {
		ResolvedSchema resolved = ModelConverters.getInstance(false)
			.resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(false));
		resolved.referencedSchemas.forEach((name, schema) -> {
			if (!schema.equals(resolved.schema)) {
				components.addSchemas(name, schema);
			}
		});
		return resolved.schema;
	}

	private static Schema<?> ref(String name) {
		return new Schema<>().$ref(Components.COMPONENTS_SCHEMAS_REF + name);
	}

	/**
	 * The schemas of a type.
	 *
	 * @param one the word for one of them
	 * @param many the word for several
	 * @param view what a list shows of each
	 * @param fields what requests say
	 * @param parts what one shows beside what every ticket shows; null for nothing
	 * @param required what a report must say
	 * @param formFields what a PATCH may say of the action it performs, among others
	 */
	private record Described(String one, String many, Class<?> view, Class<?> fields, @Nullable Class<?> parts,
			Set<String> required, List<String> formFields) {

		void describe(PathItem list, PathItem single, Components components) {
			components.addSchemas(this.one, schema(this.view, components));
			components.addSchemas(detail(), detailSchema(components));
			components.getSchemas()
				.computeIfAbsent(this.one + "History",
						(name) -> new ComposedSchema().addAllOfItem(ref("TicketHistory")));
			components.addSchemas(this.one + "Create",
					schema(this.fields, components).required(this.required.stream().sorted().toList()));
			components.addSchemas(this.one + "Update", update(components));
			name(list.getGet(), "list" + this.many);
			answers(list.getGet(), (media) -> {
				Schema<?> page = media.getSchema();
				page.setItems(ref(this.one));
			});
			name(list.getPost(), "report" + this.one);
			takes(list.getPost(), this.one + "Create");
			answers(list.getPost(), this.one);
			name(single.getGet(), "read" + this.one);
			answers(single.getGet(), detail());
			name(single.getPatch(), "change" + this.one);
			takes(single.getPatch(), this.one + "Update");
			answers(single.getPatch(), this.one);
			name(single.getDelete(), "delete" + this.one);
		}

		private String detail() {
			return this.one + "Detail";
		}

		private Schema<?> detailSchema(Components components) {
			ComposedSchema detail = new ComposedSchema();
			detail.addAllOfItem(ref(this.one)).addAllOfItem(ref(PARTS));
			if (this.parts != null) {
				detail.addAllOfItem(schema(this.parts, components));
			}
			return detail;
		}

		/** A PATCH takes the fields of the action that it performs, too. */
		private Schema<?> update(Components components) {
			Schema<?> update = schema(this.fields, components).required(null).additionalProperties(true);
			update.addProperty("status", new StringSchema().description("Performs the action that leads there."));
			this.formFields.forEach((field) -> update.addProperty(field,
					new StringSchema().description("For the action it performs.")));
			for (String hand : List.of("assignee_id", "team_id")) {
				update.addProperty(hand, new UUIDSchema().description("Performs the action that gives the ticket."));
			}
			return update;
		}

		private void name(Operation operation, String id) {
			operation.operationId(id).tags(List.of(this.many));
		}

		private static void takes(Operation operation, String name) {
			operation.requestBody(new RequestBody().required(true)
				.content(new Content().addMediaType(JSON, new MediaType().schema(ref(name)))));
		}

		/** What is answered, before {@code api} puts it into its envelope. */
		private static void answers(Operation operation, Consumer<MediaType> schema) {
			operation.getResponses()
				.entrySet()
				.stream()
				.filter((response) -> response.getKey().startsWith("2") && response.getValue().getContent() != null)
				.forEach((response) -> response.getValue().getContent().values().forEach(schema));
		}

		private static void answers(Operation operation, String name) {
			answers(operation, (media) -> media.schema(ref(name)));
		}

	}

}
