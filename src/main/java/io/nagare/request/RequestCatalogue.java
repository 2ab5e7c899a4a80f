package io.nagare.request;

import java.util.List;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.workflow.RequestModels;
import io.nagare.workflow.RequestModels.RequestModel;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people may ask for. */
@Component
public class RequestCatalogue {

	private final RequestModels models;

	private final CurrentCaller callers;

	RequestCatalogue(RequestModels models, CurrentCaller callers) {
		this.models = models;
		this.callers = callers;
	}

	/**
	 * The types that the caller may ask for, by their words.
	 * @throws io.nagare.shared.Refusal FORBIDDEN for who may ask for nothing
	 */
	@Transactional(readOnly = true)
	public List<RequestModel> open() {
		Caller caller = this.callers.require();
		caller.demand(Request.KIND + ":create");
		return this.models.all().stream().filter((model) -> RequestType.mayAsk(model, caller)).toList();
	}

}
