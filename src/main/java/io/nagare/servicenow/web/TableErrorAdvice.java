package io.nagare.servicenow.web;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.AbstractJackson2HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Says what went wrong in the form that programs of ServiceNow's read, whoever refused
 * it: a filter, the product or its controller.
 */
@RestControllerAdvice
class TableErrorAdvice implements ResponseBodyAdvice<Object> {

	private static final String DOOR = "/api/now/";

	private final ObjectMapper json;

	TableErrorAdvice(ObjectMapper json) {
		this.json = json;
	}

	@Override
	public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
		return AbstractJackson2HttpMessageConverter.class.isAssignableFrom(converterType);
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType, MediaType type,
			Class<? extends HttpMessageConverter<?>> converterType, ServerHttpRequest request,
			ServerHttpResponse response) {
		String path = ((ServletServerHttpRequest) request).getServletRequest().getServletPath();
		if (body == null || body instanceof TableController.Result || !path.startsWith(DOOR)) {
			return body;
		}
		JsonNode refused = this.json.<JsonNode>valueToTree(body).path("error");
		return refused.isMissingNode() ? body
				: new Failure(new Reason(refused.path("message").asText(), detail(refused.path("details"))), "failure");
	}

	private static String detail(JsonNode details) {
		List<String> lines = new ArrayList<>();
		details.forEach((detail) -> {
			String field = detail.path("field").asText("");
			String said = detail.path("message").asText();
			lines.add(detail.path("field").isNull() || field.isEmpty() ? said : field + ": " + said);
		});
		return String.join("\n", lines);
	}

	/** What every refusal of the API is. */
	record Failure(Reason error, String status) {
	}

	/** Why. */
	record Reason(String message, String detail) {
	}

}
