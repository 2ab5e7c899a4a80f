package io.nagare.portal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

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

	/** Tells what keeps the page for times without a line from every other page. */
	private static final String PORTAL = "X-Nagare-Portal";

	private static final Logger log = LoggerFactory.getLogger(PortalPage.class);

	private final ClassPathResource index = new ClassPathResource("static/index.html");

	PortalPage() {
		if (!this.index.exists()) {
			log.warn("The portal is not part of this build, since Node.js 20 or newer was missing; "
					+ "its addresses lead to Tasklist.");
		}
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (!this.index.exists()) {
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
		response.setHeader(PORTAL, "page");
		response.setContentType("text/html;charset=UTF-8");
		// read each time: it is small, and may be built anew beside an application that
		// runs
		response.getWriter().write(this.index.getContentAsString(StandardCharsets.UTF_8).replace(NONCE, nonce));
	}

}
