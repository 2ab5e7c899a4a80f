package io.nagare.signin;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.nagare.shared.TenantId;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.util.MultiValueMap;
import org.springframework.util.StringUtils;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The tenant that a request names beside its caller's sign-in. Nobody believes it; who
 * names another than his own is after something.
 */
final class TenantHeaderPolicy {

	private static final List<String> HEADERS = List.of("X-Tenant-Id", "X-Tenant", "X-Nagare-Tenant", "Tenant-Id",
			"Tenant");

	/** The last two are the engine's. */
	private static final List<String> PARAMETERS = List.of("tenant_id", "tenant", "tenantId", "tenantIdIn");

	private TenantHeaderPolicy() {
	}

	/** Whether the request names a tenant that is not this one. */
	static boolean isAnother(HttpServletRequest request, TenantId own) {
		return named(request).filter(StringUtils::hasText)
			.anyMatch((name) -> !name.equalsIgnoreCase(own.slug()) && !name.equalsIgnoreCase(own.id().toString()));
	}

	private static Stream<String> named(HttpServletRequest request) {
		MultiValueMap<String, String> query = UriComponentsBuilder.newInstance()
			.query(request.getQueryString())
			.build()
			.getQueryParams();
		return Stream
			.concat(HEADERS.stream().map(request::getHeader),
					PARAMETERS.stream()
						.flatMap((name) -> Optional.ofNullable(query.get(name)).stream())
						.flatMap(List::stream)
						.filter(Objects::nonNull)
						.flatMap((value) -> Stream.of(value.split("(?:,|%2C)", -1))))
			.filter(Objects::nonNull)
			.map(String::strip);
	}

}
