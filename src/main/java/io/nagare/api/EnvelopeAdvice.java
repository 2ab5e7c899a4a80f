package io.nagare.api;

import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.nagare.api.error.ErrorBody;
import io.nagare.shared.AnswerRemarks;
import io.nagare.shared.Paged;
import io.nagare.shared.Versioned;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.AbstractJackson2HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Wraps what controllers of the domain API return: a {@link Paged}, a list or one thing.
 * A {@link Versioned} thing gets its {@code ETag}.
 */
@RestControllerAdvice
class EnvelopeAdvice implements ResponseBodyAdvice<Object> {

	private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

	@Override
	public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
		return AbstractJackson2HttpMessageConverter.class.isAssignableFrom(converterType);
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType, MediaType type,
			Class<? extends HttpMessageConverter<?>> converterType, ServerHttpRequest request,
			ServerHttpResponse response) {
		HttpServletRequest servletRequest = ((ServletServerHttpRequest) request).getServletRequest();
		if (body == null || body instanceof ErrorBody || !ApiPaths.isWrapped(servletRequest.getServletPath())) {
			return body;
		}
		if (body instanceof Versioned versioned
				&& isUnchanged(versioned, request, ((ServletServerHttpResponse) response).getServletResponse())) {
			return null;
		}
		if (body instanceof Paged<?> paged) {
			return Envelope.of(paged, AnswerRemarks.of(servletRequest), servletRequest.getRequestURI(),
					servletRequest.getQueryString());
		}
		String asked = address(servletRequest.getRequestURI(), servletRequest.getQueryString());
		return Envelope.of(body, AnswerRemarks.of(servletRequest),
				(body instanceof Collection) ? asked : said(response).orElse(asked));
	}

	/** Answers 304 to who has this version already. */
	private static boolean isUnchanged(Versioned versioned, ServerHttpRequest request, HttpServletResponse response) {
		ETag tag = new ETag(Long.toString(versioned.version()), false);
		response.setHeader(HttpHeaders.ETAG, tag.formattedTag());
		boolean known = READS.contains(request.getMethod()) && request.getHeaders()
			.getOrEmpty(HttpHeaders.IF_NONE_MATCH)
			.stream()
			.flatMap((value) -> ETag.parse(value).stream())
			.anyMatch((other) -> other.isWildcard() || other.compare(tag, false));
		if (known) {
			response.setStatus(HttpStatus.NOT_MODIFIED.value());
		}
		return known;
	}

	/** A controller that answers with another thing than it was asked for says which. */
	private static Optional<String> said(ServerHttpResponse response) {
		return Stream.of(HttpHeaders.LOCATION, HttpHeaders.CONTENT_LOCATION)
			.flatMap((name) -> Stream.ofNullable(response.getHeaders().getFirst(name)))
			.map(URI::create)
			.map((uri) -> address(uri.getRawPath(), uri.getRawQuery()))
			.findFirst();
	}

	private static String address(String path, @Nullable String query) {
		return (query != null) ? path + "?" + query : path;
	}

}
