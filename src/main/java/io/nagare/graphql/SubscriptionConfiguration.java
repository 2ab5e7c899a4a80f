package io.nagare.graphql;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.OriginHandshakeInterceptor;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.realtime.LiveFeed;
import io.nagare.realtime.LiveSocketHandler;
import io.nagare.shared.EventStreams;
import io.nagare.shared.Refusal;
import io.nagare.signin.SignedIn;

/**
 * Subscriptions, at the address of all other questions: over a WebSocket to programs and
 * to pages of this origin, or as server-sent events for whoever asks for these.
 */
@Configuration(proxyBeanMethods = false)
class SubscriptionConfiguration {

	private static final String PATH = "/graphql";

	private final LiveFeed feed;

	private final Subscriptions subscriptions;

	private final CurrentCaller callers;

	private final ObjectMapper json;

	SubscriptionConfiguration(LiveFeed feed, Subscriptions subscriptions, CurrentCaller callers, ObjectMapper json) {
		this.feed = feed;
		this.subscriptions = subscriptions;
		this.callers = callers;
		this.json = json;
	}

	/** Before the one that knows only questions that are posted. */
	@Bean
	WebSocketHandlerMapping subscriptionSockets(SubscriptionSocketHandler handler) {
		WebSocketHttpRequestHandler sockets = new WebSocketHttpRequestHandler(handler, new DefaultHandshakeHandler());
		sockets.setHandshakeInterceptors(List.of(new OriginHandshakeInterceptor(), new Handshake()));
		WebSocketHandlerMapping mapping = new WebSocketHandlerMapping();
		mapping.setUrlMap(Map.of(PATH, sockets));
		mapping.setWebSocketUpgradeMatch(true);
		mapping.setOrder(-2);
		return mapping;
	}

	/** Before Spring's own, which would ask once, with the rights of that moment. */
	@Bean
	@Order(-1)
	RouterFunction<ServerResponse> subscriptionStreams(
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver refusals) {
		return RouterFunctions.route()
			.POST(PATH, (request) -> EventStreams.areWanted(request.headers().accept()),
					(request) -> ServerResponse.ok().build((asked, response) -> {
						try {
							stream(asked, response);
						}
						catch (Refusal | HttpMessageNotReadableException refusal) {
							refusals.resolveException(asked, response, null, refusal);
						}
						return null;
					}))
			.build();
	}

	private void stream(HttpServletRequest asked, HttpServletResponse response) throws IOException {
		Caller caller = this.callers.requireMember();
		if (!(SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn who)) {
			throw Refusal.forbidden();
		}
		Question question = Question.of(body(asked), LocaleContextHolder.getLocale(), this.json)
			.orElseThrow(() -> Refusal.invalid("query", "required"));
		if (!this.feed.makeRoomFor(caller)) {
			throw new Refusal(Refusal.Kind.UNAVAILABLE, List.of());
		}
		new SubscriptionStream(who, caller, asked, response, this.feed, this.subscriptions, this.json)
			.subscribe(question);
	}

	private JsonNode body(HttpServletRequest asked) throws IOException {
		try {
			return this.json.readTree(asked.getInputStream());
		}
		catch (JsonProcessingException ex) {
			throw new HttpMessageNotReadableException("Not JSON", ex, new ServletServerHttpRequest(asked));
		}
	}

	/** Remembers of the handshake who came, from where and in which language. */
	private static final class Handshake implements HandshakeInterceptor {

		@Override
		public boolean beforeHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler socket,
				Map<String, Object> attributes) {
			HttpServletRequest asked = ((ServletServerHttpRequest) request).getServletRequest();
			attributes.put(LiveSocketHandler.ADDRESS, asked.getRemoteAddr());
			attributes.put(SubscriptionSocketHandler.LOCALE, LocaleContextHolder.getLocale());
			if (SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn who) {
				attributes.put(LiveSocketHandler.WHO, who);
			}
			return true;
		}

		@Override
		public void afterHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler socket,
				@Nullable Exception failure) {
			// nothing is left to do
		}

	}

}
