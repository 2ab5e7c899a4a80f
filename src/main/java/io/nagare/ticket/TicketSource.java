package io.nagare.ticket;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

import io.nagare.directory.Caller;
import io.nagare.shared.Excerpt;
import io.nagare.shared.RequestChannel;

/**
 * Where a ticket came from.
 *
 * @param word the interface, or what the product does by itself
 * @param name which program, alert source, mailbox or schedule; null where the word says
 * all
 */
public record TicketSource(String word, @Nullable String name) {

	public static final String PORTAL = "portal";

	public static final String MAIL = "mail";

	public static final String ALERT = "alert";

	public static final String SCHEDULE = "schedule";

	/** What the product opens by itself. */
	public static final String PRODUCT = "product";

	/** As long as the name of whatever a ticket came through is told. */
	private static final int LONGEST = 200;

	public TicketSource {
		name = (name != null) ? Excerpt.of(name, LONGEST) : null;
	}

	/**
	 * The interface that the request of this thread came to, and the program that sent
	 * it; the product itself outside of requests.
	 */
	static TicketSource of(Optional<Caller> caller) {
		@Nullable String program = caller.map(Caller::program).orElse(null);
		return new TicketSource(RequestChannel.request().map(TicketSource::word).orElse(PRODUCT), program);
	}

	private static String word(HttpServletRequest request) {
		String channel = RequestChannel.of(request);
		boolean browser = request.getHeader(HttpHeaders.AUTHORIZATION) == null;
		return (channel.equals("pages") || (channel.equals("api") && browser)) ? PORTAL : channel;
	}

}
