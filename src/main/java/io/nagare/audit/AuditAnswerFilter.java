package io.nagare.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.context.event.EventListener;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

import io.nagare.directory.AcrossTenants;
import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.RequestChannel;
import io.nagare.shared.OwnershipQueries;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;

/**
 * Records what a request's own transactions could not: looks at confidential things, and
 * refusals, whose transactions are rolled back. All of them have ended when an answer is
 * written, so this one holds the request's only connection.
 */
@Component
@Order(SecurityProperties.DEFAULT_FILTER_ORDER + 1)
class AuditAnswerFilter extends OncePerRequestFilter {

	private static final String DONE = AuditAnswerFilter.class.getName() + ".done";

	private static final Pattern KEY = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

	/** No address of ours names more. */
	private static final int MOST_KEYS = 3;

	private final AuditLog log;

	private final RequestOrigins requests;

	private final AuditableEventListener deeds;

	private final CurrentCaller callers;

	private final List<OwnershipQueries> possessions;

	private final AcrossTenants acrossTenants;

	private final Counter refused;

	AuditAnswerFilter(AuditLog log, RequestOrigins requests, AuditableEventListener deeds, CurrentCaller callers,
			List<OwnershipQueries> possessions, AcrossTenants acrossTenants, MeterRegistry meters) {
		this.log = log;
		this.requests = requests;
		this.deeds = deeds;
		this.callers = callers;
		this.possessions = possessions;
		this.acrossTenants = acrossTenants;
		this.refused = meters.counter("nagare.access.refused");
	}

	/** Where no controller answers, such as at the engine's doors. */
	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, response);
		}
		finally {
			settle(request, response.getStatus());
		}
	}

	/** What Spring Security refuses never comes here. */
	@EventListener
	void on(AuthorizationDeniedEvent<?> event) {
		RequestChannel.request().ifPresent((request) -> settle(request, HttpServletResponse.SC_FORBIDDEN));
	}

	private void settle(HttpServletRequest request, int status) {
		List<AuditEntry> entries = new ArrayList<>(this.requests.kept(request));
		// strangers are asked to sign in, which refuses nobody anything
		if (status == HttpServletResponse.SC_FORBIDDEN && this.callers.find().isPresent()
				&& request.getAttribute(DONE) == null) {
			request.setAttribute(DONE, true);
			entries.add(this.deeds.entry(RefusedAttempt.in(request)));
			this.refused.increment();
		}
		// the tenant's own log would tell whoever tries which keys others have
		if (status == HttpServletResponse.SC_NOT_FOUND && request.getAttribute(DONE) == null) {
			request.setAttribute(DONE, true);
			this.callers.find()
				.map(Caller::tenant)
				.filter((tenant) -> namesAnothers(request, tenant))
				.ifPresent((tenant) -> entries
					.add(Tenancy.asPlatform(() -> this.deeds.entry(RefusedAttempt.in(request)))));
		}
		this.log.recordNow(entries);
	}

	private boolean namesAnothers(HttpServletRequest request, TenantId tenant) {
		List<String> keys = KEY.matcher(request.getRequestURI())
			.results()
			.limit(MOST_KEYS)
			.map(MatchResult::group)
			.distinct()
			.toList();
		return !keys.isEmpty() && this.acrossTenants.read(() -> keys.stream()
			.anyMatch((key) -> this.possessions.stream().anyMatch((some) -> some.areAnothers(key, tenant))));
	}

	/** Where a controller answers: a look that cannot be recorded shows nothing. */
	@ControllerAdvice
	static class Bodies implements ResponseBodyAdvice<Object> {

		private final AuditAnswerFilter settling;

		Bodies(AuditAnswerFilter settling) {
			this.settling = settling;
		}

		@Override
		public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
			return true;
		}

		@Override
		public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType, MediaType type,
				Class<? extends HttpMessageConverter<?>> converterType, ServerHttpRequest request,
				ServerHttpResponse response) {
			this.settling.settle(((ServletServerHttpRequest) request).getServletRequest(),
					((ServletServerHttpResponse) response).getServletResponse().getStatus());
			return body;
		}

	}

}
