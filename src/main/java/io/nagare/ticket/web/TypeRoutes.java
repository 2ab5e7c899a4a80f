package io.nagare.ticket.web;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.nagare.ticket.TicketTypes;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.cors.CorsUtils;
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

	/** Null until the first request, and when an operation comes. */
	private volatile @Nullable ApiAreas areas;

	TypeRoutes(TicketTypes types) {
		this.types = types;
	}

	@Override
	protected @Nullable RequestCondition<?> getCustomTypeCondition(Class<?> controller) {
		return AnnotatedElementUtils.hasAnnotation(controller, ForEveryType.class) ? new TypeCondition(this.types)
				: null;
	}

	@Override
	protected void registerHandlerMethod(Object handler, Method method, RequestMappingInfo mapping) {
		this.areas = null;
		super.registerHandlerMethod(handler, method, mapping);
	}

	/**
	 * Where not exactly one serves the request, the framework says who does or why none.
	 */
	@Override
	protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
		if (ApiAreas.hold(path) && !CorsUtils.isPreFlightRequest(request)) {
			RequestMappingInfo match = null;
			HandlerMethod served = null;
			int found = 0;
			for (Map.Entry<RequestMappingInfo, HandlerMethod> operation : areas().of(path)) {
				RequestMappingInfo one = getMatchingMapping(operation.getKey(), request);
				if (one != null) {
					match = one;
					served = operation.getValue();
					found++;
				}
			}
			if (match != null && served != null && found == 1) {
				request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, served);
				handleMatch(match, path, request);
				return served;
			}
		}
		return super.lookupHandlerMethod(path, request);
	}

	private ApiAreas areas() {
		ApiAreas known = this.areas;
		if (known == null) {
			known = new ApiAreas(getHandlerMethods());
			this.areas = known;
		}
		return known;
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
