package io.nagare.workflow.internal.door;

import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A question that says how many answers it wants. Camunda's clients, Cockpit among them,
 * ask many without, which the engine would refuse; they get as many as the engine answers
 * at once.
 */
final class BoundedQuery extends HttpServletRequestWrapper {

	private static final String MAX_RESULTS = "maxResults";

	private final int most;

	private BoundedQuery(HttpServletRequest request, int most) {
		super(request);
		this.most = most;
	}

	/**
	 * The request, with that limit where it says none of its own.
	 * @param most how many the engine answers at once
	 */
	static HttpServletRequest of(HttpServletRequest request, int most) {
		return request.getParameterMap().containsKey(MAX_RESULTS) ? request : new BoundedQuery(request, most);
	}

	@Override
	public String getQueryString() {
		String asked = super.getQueryString();
		String limit = MAX_RESULTS + "=" + this.most;
		return (asked == null || asked.isEmpty()) ? limit : asked + "&" + limit;
	}

	@Override
	public Map<String, String[]> getParameterMap() {
		Map<String, String[]> parameters = new LinkedHashMap<>(super.getParameterMap());
		parameters.put(MAX_RESULTS, new String[] { String.valueOf(this.most) });
		return Collections.unmodifiableMap(parameters);
	}

	@Override
	public @Nullable String getParameter(String name) {
		return name.equals(MAX_RESULTS) ? String.valueOf(this.most) : super.getParameter(name);
	}

	@Override
	public String @Nullable [] getParameterValues(String name) {
		return name.equals(MAX_RESULTS) ? new String[] { String.valueOf(this.most) } : super.getParameterValues(name);
	}

	@Override
	public Enumeration<String> getParameterNames() {
		return Collections.enumeration(getParameterMap().keySet());
	}

}
