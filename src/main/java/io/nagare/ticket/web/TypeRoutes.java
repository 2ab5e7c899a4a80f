package io.nagare.ticket.web;

import java.util.Set;
import java.util.stream.Collectors;

import io.nagare.ticket.TicketTypes;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.condition.RequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Lets controllers {@link ForEveryType} serve the paths of the types there are when a
 * request comes. To all other requests it is as if they were not there.
 */
class TypeRoutes extends RequestMappingHandlerMapping {

	private final TicketTypes types;

	TypeRoutes(TicketTypes types) {
		this.types = types;
	}

	@Override
	protected @Nullable RequestCondition<?> getCustomTypeCondition(Class<?> controller) {
		return AnnotatedElementUtils.hasAnnotation(controller, ForEveryType.class) ? new TypeCondition(this.types)
				: null;
	}

	/** Why nobody serves a request is told by those alone who could. */
	@Override
	protected @Nullable HandlerMethod handleNoMatch(Set<RequestMappingInfo> all, String path,
			HttpServletRequest request) throws ServletException {
		return super.handleNoMatch(
				all.stream().filter((one) -> concerns(one, request)).collect(Collectors.toUnmodifiableSet()), path,
				request);
	}

	private static boolean concerns(RequestMappingInfo mapping, HttpServletRequest request) {
		RequestCondition<?> condition = mapping.getCustomCondition();
		return condition == null || condition.getMatchingCondition(request) != null;
	}

}
