package io.nagare.signin;

import io.nagare.directory.Callers;
import org.springframework.stereotype.Component;

/**
 * Makes the filter of each chain that knows its callers. The filter is no bean, which
 * would stand before all chains.
 */
@Component
public class CallerFilterFactory {

	private final SignIns signIns;

	private final Callers callers;

	private final CallerLimits limits;

	CallerFilterFactory(SignIns signIns, Callers callers, CallerLimits limits) {
		this.signIns = signIns;
		this.callers = callers;
		this.limits = limits;
	}

	public CallerFilter filter() {
		return new CallerFilter(this.signIns, this.callers, this.limits);
	}

}
