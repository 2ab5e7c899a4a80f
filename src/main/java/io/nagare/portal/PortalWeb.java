package io.nagare.portal;

import java.time.Duration;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.servlet.resource.EncodedResourceResolver;

import io.nagare.shared.Navigation;

/** Where the portal's page and its files are. */
@Configuration(proxyBeanMethods = false)
class PortalWeb implements WebMvcConfigurer {

	/** Their names change with their content. */
	private static final Duration FOR_EVER = Duration.ofDays(365);

	/** What browsers ask for by a name that stays, to install the portal. */
	private static final String[] NAMED = { "/favicon.svg", "/icon-192.png", "/icon-512.png", "/icon-maskable.png" };

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler("/assets/**")
			.addResourceLocations("classpath:/static/assets/")
			.setCacheControl(CacheControl.maxAge(FOR_EVER).cachePublic().immutable())
			// those that the build compressed, by the names it gave them
			.resourceChain(true)
			.addResolver(new EncodedResourceResolver());
		registry.addResourceHandler(NAMED)
			.addResourceLocations("classpath:/static/")
			.setCacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic());
		// looked at each time, so that neither an installed portal nor a script is older
		// than the server
		registry.addResourceHandler("/sw.js", "/passkey.js", "/manifest*.webmanifest")
			.addResourceLocations("classpath:/static/")
			.setCacheControl(CacheControl.noCache());
	}

	/** After all controllers, before what looks for files. */
	@Bean
	static HandlerMapping portalPages(PortalPage page) {
		return new PortalPages(page);
	}

	/**
	 * Leads whoever looks for a page that nobody else has to the portal, which says so.
	 */
	private static final class PortalPages extends AbstractHandlerMapping {

		/** What is asked for there is for programs, or a file. */
		private static final List<String> NO_PAGES = List.of("/api/", "/engine-rest", "/actuator", "/camunda/api/",
				"/swagger-ui", "/assets/", "/favicon", "/v3/", "/oauth2/", "/.well-known/");

		private final PortalPage page;

		PortalPages(PortalPage page) {
			this.page = page;
			setOrder(Ordered.LOWEST_PRECEDENCE - 2);
		}

		@Override
		protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
			String path = request.getServletPath();
			boolean isPage = Navigation.isOne(request) && NO_PAGES.stream().noneMatch(path::startsWith)
					&& !isFileOfCamunda(path);
			return isPage || path.equals("/") || path.startsWith("/tickets/") ? this.page : null;
		}

		/** Its web applications answer before; what is left is a file, or nothing. */
		private static boolean isFileOfCamunda(String path) {
			return path.startsWith("/camunda/") && path.indexOf('.', path.lastIndexOf('/')) >= 0;
		}

	}

}
