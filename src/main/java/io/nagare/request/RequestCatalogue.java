package io.nagare.request;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.ticket.choice.OrganizationChoices;
import io.nagare.workflow.ChoiceList;
import io.nagare.workflow.RequestModels.RequestModel;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people may ask for. */
@Component
public class RequestCatalogue {

	/** People are looked for by name, and not listed. */
	private static final Set<ChoiceList> LISTED = EnumSet.complementOf(EnumSet.of(ChoiceList.PEOPLE));

	private final RequestEligibility eligibility;

	private final CurrentCaller callers;

	private final OrganizationChoices choices;

	RequestCatalogue(RequestEligibility eligibility, OrganizationChoices choices, CurrentCaller callers) {
		this.eligibility = eligibility;
		this.choices = choices;
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
		return this.eligibility.open(caller).toList();
	}

	/**
	 * What the forms of the types offer of the organisation's lists, by the words of
	 * those.
	 * @param person whose devices are meant; null for the caller
	 * @throws io.nagare.shared.Refusal FORBIDDEN where he is somebody else and the caller
	 * may not read items
	 */
	@Transactional(readOnly = true)
	public Map<String, Object> choices(List<RequestModel> types, @Nullable UUID person) {
		Caller caller = this.callers.requireMember();
		if (person != null && !person.equals(caller.userId())) {
			caller.demand("cmdb:read");
		}
		List<UUID> people = List.of((person != null) ? person : caller.userId());
		Map<String, Object> choices = new HashMap<>();
		types.stream()
			.flatMap((type) -> type.fields().stream())
			.flatMap((field) -> field.list().stream())
			.filter(LISTED::contains)
			.distinct()
			.forEach((list) -> choices.put(list.word(), this.choices.options(list, people)));
		return choices;
	}

}
