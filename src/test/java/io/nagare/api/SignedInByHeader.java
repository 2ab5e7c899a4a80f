package io.nagare.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Believes the header {@code X-User} and binds a tenant, in place of real sign-in. Nobody
 * is a stranger.
 */
@TestComponent
@Order(Ordered.HIGHEST_PRECEDENCE)
public class SignedInByHeader extends OncePerRequestFilter {

	public static final TenantId TENANT = new TenantId(UUID.nameUUIDFromBytes("t".getBytes(StandardCharsets.UTF_8)),
			"t");

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getRequestURI().equals("/broken-filter")) {
			throw new IllegalStateException("secret of the filter");
		}
		SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("somebody", null, "any"));
		try {
			let(request, response, chain);
		}
		finally {
			SecurityContextHolder.clearContext();
		}
	}

	private static void let(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String user = request.getHeader("X-User");
		if (user == null) {
			chain.doFilter(request, response);
			return;
		}
		Tenancy.as(TENANT, () -> {
			try {
				chain.doFilter(new HttpServletRequestWrapper(request) {

					@Override
					public String getRemoteUser() {
						return user;
					}

				}, response);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			catch (ServletException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

}
