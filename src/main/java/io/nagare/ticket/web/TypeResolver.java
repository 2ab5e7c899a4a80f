package io.nagare.ticket.web;

import io.nagare.shared.Refusal;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands controllers the type of tickets that the path names. */
class TypeResolver implements HandlerMethodArgumentResolver {

	private final TicketTypes types;

	TypeResolver(TicketTypes types) {
		this.types = types;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == TicketType.class;
	}

	@Override
	public TicketType<?, ?> resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
		HttpServletRequest asked = request.getNativeRequest(HttpServletRequest.class);
		if (asked == null) {
			throw Refusal.notFound();
		}
		return TypeCondition.typeOf(asked, this.types).orElseThrow(Refusal::notFound);
	}

}
