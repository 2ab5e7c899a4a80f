package io.nagare.audit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.LogContext;
import io.nagare.shared.RequestChannel;

/** What the current request, if there is one, says about who does something. */
@Component
class RequestOrigins {

	private static final String WAITING = RequestOrigins.class.getName() + ".waiting";

	private final CurrentCaller callers;

	RequestOrigins(CurrentCaller callers) {
		this.callers = callers;
	}

	/** Who is at work in this thread. */
	AuditOrigin origin() {
		@Nullable UUID id = this.callers.find().map(Caller::userId).orElse(null);
		@Nullable String name = this.callers.find().map(Caller::username).orElse(null);
		@Nullable String program = this.callers.find().map(Caller::program).orElse(null);
		return RequestChannel.request()
			.map((request) -> new AuditOrigin(id, name, RequestChannel.of(request), program, request.getRemoteAddr(),
					LogContext.id(request)))
			.orElseGet(() -> new AuditOrigin(id, name, "job", program, null, null));
	}

	/** Keeps an entry until the request's transactions have ended. */
	void keep(HttpServletRequest request, AuditEntry entry) {
		if (request.getAttribute(WAITING) instanceof Waiting waiting) {
			waiting.entries().add(entry);
		}
		else {
			request.setAttribute(WAITING, new Waiting(new LinkedHashSet<>(Set.of(entry))));
		}
	}

	/** Hands out, once, what was kept. */
	List<AuditEntry> kept(HttpServletRequest request) {
		if (request.getAttribute(WAITING) instanceof Waiting waiting) {
			request.removeAttribute(WAITING);
			return List.copyOf(waiting.entries());
		}
		return List.of();
	}

	/** The same twice, such as two looks at one ticket, is told once. */
	private record Waiting(Set<AuditEntry> entries) {
	}

}
