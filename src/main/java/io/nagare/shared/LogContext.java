package io.nagare.shared;

import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What each line of the log says of the work it belongs to: keys that mean something to
 * the product, and nobody's name.
 */
public final class LogContext {

	/** The tenant's slug, or {@code platform}. */
	public static final String TENANT = "tenant";

	/** The ticket's id or number. */
	public static final String TICKET = "ticket";

	/** The same as in the audit log. */
	public static final String REQUEST = "request";

	private static final String ID = LogContext.class.getName() + ".id";

	private LogContext() {
	}

	/** What stands for a request, here and in the audit log. */
	public static UUID id(HttpServletRequest request) {
		if (request.getAttribute(ID) instanceof UUID known) {
			return known;
		}
		UUID id = UUID.randomUUID();
		request.setAttribute(ID, id);
		return id;
	}

	/** Sets it for this thread; null takes it away. */
	public static void put(String key, @Nullable String value) {
		if (value != null) {
			MDC.put(key, value);
		}
		else {
			MDC.remove(key);
		}
	}

}
