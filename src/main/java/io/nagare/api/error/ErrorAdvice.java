package io.nagare.api.error;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import io.nagare.shared.Refusal;
import io.nagare.shared.Refusal.Kind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Answers everything that goes wrong with the contract's error. What cannot be understood
 * as a {@link Refusal} is a defect: the log tells it in full, the caller learns only its
 * reference.
 * <p>
 * A filter reaches it by the bean {@code handlerExceptionResolver}, so whatever refuses
 * before a controller is asked is answered in the same form.
 */
@RestControllerAdvice
class ErrorAdvice {

	private static final Log logger = LogFactory.getLog(ErrorAdvice.class);

	private final ErrorTexts words;

	private final LocaleResolver locales;

	private final RefusalPage page;

	ErrorAdvice(ErrorTexts words, LocaleResolver locales, RefusalPage page) {
		this.words = words;
		this.locales = locales;
		this.page = page;
	}

	/** People get a page, which is written here; null where there is no more to say. */
	@ExceptionHandler
	@Nullable ResponseEntity<ErrorBody> wentWrong(Exception ex, HttpServletRequest request, HttpServletResponse response) {
		if (DisconnectedClientHelper.isClientDisconnectedException(ex)) {
			return null;
		}
		ResponseEntity<ErrorBody> answer = answer(ex, request, response);
		ErrorBody body = answer.getBody();
		if (body == null || !this.page.isFor(request, response)) {
			return answer;
		}
		this.page.show(answer.getStatusCode(), body, this.locales.resolveLocale(request), request, response);
		return null;
	}

	private ResponseEntity<ErrorBody> answer(Exception ex, HttpServletRequest request, HttpServletResponse response) {
		Locale locale = this.locales.resolveLocale(request);
		Optional<Refusal> refusal = ExceptionTranslator.in(ex, request);
		if (refusal.isPresent()) {
			if (ExceptionTranslator.lacksMeans(ex)) {
				logger.warn("Not at present: " + request.getMethod() + " " + request.getRequestURI() + ": "
						+ NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
			}
			return answer(HttpStatusCode.valueOf(refusal.get().kind().status()), headers(ex, refusal.get(), response),
					this.words.say(refusal.get(), locale), locale);
		}
		if (ex instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
			return answer(known.getStatusCode(), known.getHeaders(),
					this.words.say(code(known.getStatusCode()), locale), locale);
		}
		String reference = UUID.randomUUID().toString();
		logger.error("Failure " + reference + " at " + request.getMethod() + " " + request.getRequestURI(), ex);
		return answer(HttpStatus.INTERNAL_SERVER_ERROR, HttpHeaders.EMPTY,
				this.words.say("INTERNAL", locale, reference), locale);
	}

	/**
	 * The content type is set outright: the contract's errors are JSON, whatever a
	 * program asked for.
	 */
	private static ResponseEntity<ErrorBody> answer(HttpStatusCode status, HttpHeaders headers, ErrorBody body,
			Locale locale) {
		return ResponseEntity.status(status)
			.headers(headers)
			.header(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag())
			.varyBy(HttpHeaders.ACCEPT_LANGUAGE)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body);
	}

	private static HttpHeaders headers(Exception ex, Refusal refusal, HttpServletResponse response) {
		HttpHeaders headers = new HttpHeaders();
		if (ex instanceof ErrorResponse answer) {
			headers.addAll(answer.getHeaders());
		}
		if (refusal.kind() == Kind.UNAUTHENTICATED && !response.containsHeader(HttpHeaders.WWW_AUTHENTICATE)) {
			headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
		}
		refusal.details()
			.stream()
			.filter((detail) -> Refusal.INSUFFICIENT_SCOPE.equals(detail.code()))
			.findFirst()
			.ifPresent((detail) -> headers.set(HttpHeaders.WWW_AUTHENTICATE,
					"Bearer error=\"" + detail.code() + "\", scope=\"" + detail.args().get(0) + "\""));
		if (refusal.kind() == Kind.RATE_LIMITED || refusal.kind() == Kind.UNAVAILABLE) {
			refusal.details()
				.stream()
				.flatMap((detail) -> detail.args().stream())
				.findFirst()
				.ifPresent((seconds) -> headers.set(HttpHeaders.RETRY_AFTER, seconds.toString()));
		}
		return headers;
	}

	private static String code(HttpStatusCode status) {
		HttpStatus known = HttpStatus.resolve(status.value());
		return (known != null) ? known.name() : "HTTP_" + status.value();
	}

}
