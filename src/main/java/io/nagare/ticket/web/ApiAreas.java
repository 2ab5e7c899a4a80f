package io.nagare.ticket.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * The operations of the API by the first word of their path, so that a request is not
 * compared with all of them, which was a tenth of the work of a short one.
 */
final class ApiAreas {

	private static final String API = "/api/v1/";

	private final Map<String, List<Map.Entry<RequestMappingInfo, HandlerMethod>>> areas = new HashMap<>();

	private final List<Map.Entry<RequestMappingInfo, HandlerMethod>> everywhere = new ArrayList<>();

	ApiAreas(Map<RequestMappingInfo, HandlerMethod> operations) {
		operations.entrySet().forEach((operation) -> {
			Set<@Nullable String> areas = operation.getKey()
				.getPatternValues()
				.stream()
				.map(ApiAreas::area)
				.collect(Collectors.toSet());
			if (areas.contains(null)) {
				this.everywhere.add(operation);
			}
			else {
				areas.forEach((area) -> this.areas.computeIfAbsent(String.valueOf(area), (key) -> new ArrayList<>())
					.add(operation));
			}
		});
		this.areas.values().forEach((area) -> area.addAll(this.everywhere));
	}

	/** Null where a pattern may hold for several. */
	private static @Nullable String area(String pattern) {
		if (!pattern.startsWith(API)) {
			return null;
		}
		String area = first(pattern);
		return (area.contains("{") || area.contains("*")) ? null : area;
	}

	private static String first(String path) {
		int end = path.indexOf('/', API.length());
		return path.substring(API.length(), (end < 0) ? path.length() : end);
	}

	/** Whether a request of that path is asked of some of them alone. */
	static boolean hold(String path) {
		// what is written otherwise may be another area than it looks like
		return path.startsWith(API) && path.indexOf('%') < 0 && path.indexOf(';') < 0;
	}

	/** The operations that may serve a path. */
	Iterable<Map.Entry<RequestMappingInfo, HandlerMethod>> of(String path) {
		return this.areas.getOrDefault(first(path), this.everywhere);
	}

}
