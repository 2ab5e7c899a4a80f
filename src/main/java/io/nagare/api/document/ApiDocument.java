package io.nagare.api.document;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nagare.api.ApiPaths;
import io.nagare.api.Envelope;
import io.nagare.api.error.ErrorBody;
import io.nagare.api.input.IdempotencyInterceptor;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Versioned;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.Scopes;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.customizers.SpringDocCustomizers;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.SpringDocProviders;
import org.springdoc.core.service.AbstractRequestService;
import org.springdoc.core.service.GenericResponseService;
import org.springdoc.core.service.OpenAPIService;
import org.springdoc.core.service.OperationService;
import org.springdoc.core.utils.SpringDocUtils;

import org.springframework.beans.factory.ObjectFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;

/**
 * Makes the OpenAPI document say what really comes and goes: envelopes, errors, versions
 * and keys, none of which a controller mentions.
 */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

	private static final String JSON = org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

	private static final String BEARER = "bearerAuth";

	private static final String OAUTH = "oauth2";

	private static final String ERROR = "Error";

	/** The parameters of every list, by name. */
	private static final Map<String, Parameter> PAGING = Map.of("page",
			query("page", "Number of the page, from 1.",
					new IntegerSchema()._default(1).minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(1_000_000))),
			"limit",
			query("limit", "How many items a page holds.",
					new IntegerSchema()._default(20).minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(100))),
			"sort",
			query("sort", "Fields to sort by, most important first; `-` before a field turns its order round.",
					new StringSchema().example("-created_at,priority")),
			"cursor",
			query("cursor",
					"Walks a large list without counting it: empty for the first page, then what `links.next` holds.",
					new StringSchema()));

	private static final Parameter IF_MATCH = new HeaderParameter().name(HttpHeaders.IF_MATCH)
		.description("The `ETag` that was read. Another version is not changed; the answer is 412.")
		.schema(new StringSchema());

	private static final Parameter IDEMPOTENCY_KEY = new HeaderParameter().name(IdempotencyInterceptor.KEY)
		.description("Any word of the caller's. The same request with the same key does nothing a second time within "
				+ "24 hours; its answer carries `" + IdempotencyInterceptor.REPLAYED + "`.")
		.schema(new StringSchema().minLength(1).maxLength(255));

	private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

	static {
		SpringDocUtils.getConfig().addRequestWrapperToIgnore(IfMatch.class);
	}

	@Bean
	OpenAPI nagareApi() {
		return new OpenAPI().openapi("3.0.3")
			.info(new Info().title("Nagare API")
				.version("v1")
				.description("Messages are Japanese or English, as `Accept-Language` asks; Japanese otherwise."))
			.servers(List.of(new Server().url("/")))
			.security(List.of(new SecurityRequirement().addList(BEARER), new SecurityRequirement().addList(OAUTH)))
			.components(new Components()
				.addSecuritySchemes(BEARER,
						new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT"))
				.addSecuritySchemes(OAUTH, new SecurityScheme().type(SecurityScheme.Type.OAUTH2)
					.description("For clients that an administrator has let in; with PKCE.")
					.flows(new OAuthFlows().authorizationCode(new OAuthFlow().authorizationUrl("/oauth2/authorize")
						.tokenUrl("/oauth2/token")
						.refreshUrl("/oauth2/token")
						.scopes(new Scopes())))));
	}

	@Bean
	ApiDocumentResource openApiResource(ObjectFactory<OpenAPIService> builder, AbstractRequestService requests,
			GenericResponseService responses, OperationService operations, SpringDocConfigProperties properties,
			SpringDocProviders providers, SpringDocCustomizers customizers) {
		return new ApiDocumentResource(builder, requests, responses, operations, properties, providers, customizers);
	}

	/**
	 * Names fields as Jackson does. The first to be registered is the last to be asked.
	 */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	ModelResolver modelResolver(ObjectMapper json) {
		return new ModelResolver(json);
	}

	/**
	 * Versions, and the statuses that a controller sets only while it runs: by convention
	 * a {@link ResponseEntity} answers a POST with what was made, and with nothing what
	 * was removed.
	 */
	@Bean
	OperationCustomizer answers() {
		return (operation, handler) -> {
			Class<?> answer = answer(handler);
			if (operation.getSummary() == null) {
				operation.setSummary(words(handler.getMethod().getName()));
			}
			if (ResponseEntity.class.isAssignableFrom(handler.getMethod().getReturnType())) {
				boolean made = handler.hasMethodAnnotation(PostMapping.class);
				rename(operation.getResponses(), (answer == Void.class) ? "204" : made ? "201" : "200");
			}
			if (Versioned.class.isAssignableFrom(answer)) {
				successes(operation).forEach(
						(response) -> response.addHeaderObject(HttpHeaders.ETAG, header("The version of the thing.")));
			}
			// methods that differ by what they consume are one operation
			Parameter ifMatch = reference(IF_MATCH);
			if (Stream.of(handler.getMethodParameters())
				.anyMatch((parameter) -> parameter.getParameterType() == IfMatch.class)
					&& !Objects.requireNonNullElse(operation.getParameters(), List.of()).contains(ifMatch)) {
				operation.addParametersItem(ifMatch);
			}
			return operation;
		};
	}

	/** What a method does is what it is called: {@code renewRecoveryCodes}. */
	private static String words(String method) {
		return StringUtils.capitalize(SNAKE_CASE.translate(method).replace('_', ' '));
	}

	private static void rename(ApiResponses responses, String status) {
		ApiResponse response = responses.remove("200");
		if (response != null) {
			responses.addApiResponse(status,
					response.description(HttpStatus.valueOf(Integer.parseInt(status)).getReasonPhrase()));
		}
	}

	/** Envelopes, errors, pages and keys. */
	@Bean
	OpenApiCustomizer envelopes() {
		return (document) -> {
			Components components = document.getComponents();
			Stream.of(ErrorBody.class, Envelope.Pagination.class)
				.forEach((type) -> ModelConverters.getInstance(false).readAll(type).forEach(components::addSchemas));
			components.addResponses(ERROR, new ApiResponse().description("What is wrong, in the caller's language.")
				.content(json(ref(ERROR))));
			Stream.concat(PAGING.values().stream(), Stream.of(IF_MATCH, IDEMPOTENCY_KEY))
				.forEach((parameter) -> components.addParameters(parameter.getName(), parameter));
			for (Object schema : components.getSchemas().values()) {
				openMaps((Schema<?>) schema);
			}
			Optional.ofNullable(document.getPaths())
				.ifPresent((paths) -> paths.forEach((path, item) -> complete(path, item)));
		};
	}

	/**
	 * A map of any values holds texts and numbers too; the generator says objects alone.
	 */
	private static void openMaps(Schema<?> model) {
		Map<String, ?> properties = Objects.requireNonNullElse(model.getProperties(), Map.of());
		for (Object property : properties.values()) {
			openMap(property);
			if (property instanceof ArraySchema list) {
				openMap(list.getItems());
			}
		}
	}

	private static void openMap(Object schema) {
		if (schema instanceof Schema<?> map && map.getAdditionalProperties() instanceof Schema<?> value
				&& "object".equals(value.getType()) && value.getProperties() == null) {
			map.setAdditionalProperties(true);
		}
	}

	private static void complete(String path, PathItem item) {
		if (item.getGet() != null && successes(item.getGet()).anyMatch((response) -> response.getHeaders() != null)) {
			item.getGet().getResponses().addApiResponse("304", new ApiResponse().description("Not changed since."));
		}
		for (Operation operation : item.readOperations()) {
			// the generator does not read @BindParam, which names the parameters of a
			// record
			Stream.ofNullable(operation.getParameters())
				.flatMap(List::stream)
				.filter((parameter) -> "query".equals(parameter.getIn()))
				.forEach((parameter) -> parameter.setName(SNAKE_CASE.translate(parameter.getName())));
			operation.getResponses().addApiResponse("default", new ApiResponse().$ref(ERROR));
			Optional.ofNullable(operation.getResponses().get("201"))
				.ifPresent(
						(created) -> created.addHeaderObject(HttpHeaders.LOCATION, header("Where the new thing is.")));
			if (!ApiPaths.isWrapped(path)) {
				operation.security(List.of());
			}
			else {
				successes(operation).flatMap((response) -> Stream.ofNullable(response.getContent()))
					.flatMap((content) -> Stream.ofNullable(content.get(JSON)))
					.forEach((media) -> wrap(media, operation));
			}
		}
		if (item.getPost() != null && IdempotencyInterceptor.countsAt(path)) {
			item.getPost().addParametersItem(reference(IDEMPOTENCY_KEY));
		}
	}

	private static void wrap(MediaType media, Operation operation) {
		Schema<?> data = media.getSchema();
		Schema<?> envelope = new ObjectSchema().addProperty("data", data);
		Schema<?> meta = new ObjectSchema();
		if (data.getExtensions() != null && data.getExtensions().containsKey(ApiTypes.PAGE)) {
			// without the mark; operations that list the same share it
			envelope.addProperty("data", new ArraySchema().items(data.getItems()));
			envelope.addProperty("pagination", ref("Pagination"));
			meta.addProperty("total_is_lower_bound", new BooleanSchema());
			operation.getParameters()
				.replaceAll((parameter) -> PAGING.containsKey(parameter.getName()) ? reference(parameter) : parameter);
		}
		envelope.addProperty("meta", meta)
			.addProperty("links", new ObjectSchema().additionalProperties(new StringSchema().format("uri-reference")));
		media.schema(envelope.required(List.copyOf(envelope.getProperties().keySet())));
	}

	private static Stream<ApiResponse> successes(Operation operation) {
		return operation.getResponses()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().startsWith("2"))
			.map(Map.Entry::getValue);
	}

	private static Class<?> answer(HandlerMethod handler) {
		ResolvableType type = ResolvableType.forMethodReturnType(handler.getMethod());
		return (HttpEntity.class.isAssignableFrom(type.toClass()) ? type.as(HttpEntity.class).getGeneric() : type)
			.toClass();
	}

	private static Header header(String description) {
		return new Header().description(description).schema(new StringSchema());
	}

	private static Parameter query(String name, String description, Schema<?> schema) {
		return new QueryParameter().name(name).description(description).schema(schema);
	}

	private static Parameter reference(Parameter parameter) {
		return new Parameter().$ref("#/components/parameters/" + parameter.getName());
	}

	private static Schema<?> ref(String name) {
		return new Schema<>().$ref(Components.COMPONENTS_SCHEMAS_REF + name);
	}

	private static Content json(Schema<?> schema) {
		return new Content().addMediaType(JSON, new MediaType().schema(schema));
	}

}
