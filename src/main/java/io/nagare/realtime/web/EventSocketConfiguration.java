package io.nagare.realtime.web;

import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.HandshakeInterceptor;

import io.nagare.signin.SignInWatch;
import io.nagare.signin.SignedIn;

/**
 * Opens {@code /ws}: to pages of this origin, whose session a browser sends along, and to
 * programs.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class EventSocketConfiguration implements WebSocketConfigurer, HandshakeInterceptor {

	private final EventSocketHandler handler;

	private final SignInWatch watch;

	EventSocketConfiguration(EventSocketHandler handler, SignInWatch watch) {
		this.handler = handler;
		this.watch = watch;
	}

	@Override
	public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
		registry.addHandler(this.handler, "/ws").addInterceptors(this);
	}

	@Override
	public boolean beforeHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler socket,
			Map<String, Object> attributes) {
		HttpServletRequest asked = ((ServletServerHttpRequest) request).getServletRequest();
		attributes.put(EventSocketHandler.ADDRESS, asked.getRemoteAddr());
		Optional.ofNullable(asked.getParameter(EventSocketHandler.LAST_EVENT_ID))
			.ifPresent((last) -> attributes.put(EventSocketHandler.LAST_EVENT_ID, last));
		@Nullable String token = asked.getParameter("token");
		if (token != null) {
			Optional<SignedIn> bearer = this.watch.bearerOf(token, asked.getRemoteAddr());
			if (bearer.isEmpty()) {
				response.setStatusCode(HttpStatus.UNAUTHORIZED);
				return false;
			}
			attributes.put(EventSocketHandler.WHO, bearer.get());
		}
		else if (SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn who) {
			attributes.put(EventSocketHandler.WHO, who);
		}
		return true;
	}

	@Override
	public void afterHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler socket,
			@Nullable Exception failure) {
		// nothing is left to do
	}

}
