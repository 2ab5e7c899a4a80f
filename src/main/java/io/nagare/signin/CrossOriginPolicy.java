package io.nagare.signin;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * Which pages of other origins a browser lets call the API. None by default. Only what
 * bears a token can come through: cookies stay at home.
 */
@Configuration(proxyBeanMethods = false)
class CrossOriginPolicy {

	private static final List<String> PATHS = List.of("/api/v1/**", "/oauth2/**", "/.well-known/**", "/graphql", "/mcp",
			ApiSecurityConfiguration.USER_INFO);

	/** Stands before the doors, which would ask the browser's question for a token. */
	@Bean
	FilterRegistrationBean<CorsFilter> otherOriginsFilter(Settings settings) {
		CorsConfiguration open = new CorsConfiguration();
		open.setAllowedOrigins(settings.allowedOrigins());
		open.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
		open.setAllowedHeaders(List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE, HttpHeaders.ACCEPT_LANGUAGE,
				HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH, "Idempotency-Key", "Last-Event-ID",
				"MCP-Protocol-Version"));
		open.setExposedHeaders(List.of(HttpHeaders.ETAG, HttpHeaders.LOCATION, HttpHeaders.RETRY_AFTER,
				HttpHeaders.CONTENT_DISPOSITION));
		open.setAllowCredentials(false);
		open.setMaxAge(Duration.ofMinutes(10));
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		PATHS.forEach((path) -> source.registerCorsConfiguration(path, open));
		FilterRegistrationBean<CorsFilter> filter = new FilterRegistrationBean<>(new CorsFilter(source));
		filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER - 1);
		filter.setEnabled(!settings.allowedOrigins().isEmpty());
		return filter;
	}

	/**
	 * What is opened.
	 *
	 * @param allowedOrigins such as {@code https://portal.example.jp}
	 */
	@ConfigurationProperties("nagare.cors")
	record Settings(@DefaultValue List<String> allowedOrigins) {
	}

}
