package io.nagare.portal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;

import io.nagare.shared.RandomToken;

/**
 * The portal's one page, which draws whatever its address says. Each answer has a nonce
 * of its own: no other style than the page's own is taken, and no script but its files.
 */
@Component
class PortalPage implements HttpRequestHandler {

	/** Where people work on tickets as long as there is no portal. */
	private static final String TASKLIST = "/camunda/app/tasklist/default/";

	/** What the build of the portal left for the nonce. */
	private static final String NONCE = "__NONCE__";

	private static final Logger log = LoggerFactory.getLogger(PortalPage.class);

	private final Optional<String> page;

	PortalPage() {
		this.page = read(new ClassPathResource("static/index.html"));
		if (this.page.isEmpty()) {
			log.warn("The portal is not part of this build, since Node.js 20 or newer was missing; "
					+ "its addresses lead to Tasklist.");
		}
	}

	private static Optional<String> read(ClassPathResource index) {
		try {
			return index.exists() ? Optional.of(index.getContentAsString(StandardCharsets.UTF_8)) : Optional.empty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (this.page.isEmpty()) {
			response.sendRedirect(request.getContextPath() + TASKLIST);
			return;
		}
		String nonce = RandomToken.next();
		// diagram-js gives the shapes of a picture their colours by style attributes
		response.setHeader("Content-Security-Policy",
				"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-" + nonce
						+ "'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
						+ "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
						+ "form-action 'self'; frame-ancestors 'none'");
		response.setContentType("text/html;charset=UTF-8");
		response.getWriter().write(this.page.get().replace(NONCE, nonce));
	}

}
