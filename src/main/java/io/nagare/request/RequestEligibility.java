package io.nagare.request;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.Directory;
import io.nagare.directory.Roles;
import io.nagare.directory.User;
import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.workflow.Decisions;
import io.nagare.workflow.RequestModels;
import io.nagare.workflow.RequestModels.RequestModel;
import io.nagare.workflow.TableDemand;

/**
 * Who may ask for what: of those whom the model of a type lets ask, whom the table
 * {@code request-eligibility} does. It is asked of who asks and of whom it is for, for
 * each of their roles: one that may is enough. Where no row fits, nobody may.
 */
@Component
class RequestEligibility implements TableDemand {

	private static final String TABLE = "request-eligibility";

	private static final String REQUESTER = "requester";

	private static final String REQUESTED_FOR = "requested_for";

	private static final String MAY_ASK = "may_ask";

	private static final String REASON = "reason";

	private final RequestModels models;

	private final Decisions decisions;

	private final Directory directory;

	RequestEligibility(RequestModels models, Decisions decisions, Directory directory) {
		this.models = models;
		this.decisions = decisions;
		this.directory = directory;
	}

	/** The types that the caller may ask for, by their words. */
	Stream<RequestModel> open(Caller caller) {
		Optional<Asker> asker = this.directory.user(caller.userId()).map((user) -> asker(user, REQUESTER));
		return this.models.all()
			.stream()
			.filter((model) -> isLet(model, caller) && asker.flatMap((one) -> against(model, one)).isEmpty());
	}

	/**
	 * Lets only who may ask for the type pass.
	 * @throws Refusal VALIDATION_FAILED where no model makes it, FORBIDDEN with the
	 * reason of the table
	 */
	void demand(String type, Caller caller) {
		RequestModel model = this.models.find(type)
			.orElseThrow(() -> Refusal.invalid("type", "not_a_choice",
					String.join(", ", open(caller).map(RequestModel::type).toList())));
		demand(model, caller, caller.userId());
	}

	/**
	 * The same where the caller writes down what somebody else asks.
	 * @param requester who asks
	 */
	void demand(RequestModel model, Caller caller, UUID requester) {
		if (!isLet(model, caller)) {
			throw Refusal.forbidden("type", "not_for_you", model.type());
		}
		if (requester.equals(caller.userId())) {
			demand(model, requester, REQUESTER, "type", "not_eligible");
		}
		else {
			demand(model, requester, REQUESTER, "reporter_id", "person_not_eligible");
		}
	}

	/**
	 * Lets only pass who may ask for it for that colleague.
	 * @throws Refusal FORBIDDEN with the reason of the table
	 */
	void demandFor(RequestModel model, UUID colleague) {
		demand(model, colleague, REQUESTED_FOR, "requested_for_id", "person_not_eligible");
	}

	private void demand(RequestModel model, UUID person, String as, String field, String code) {
		this.directory.user(person).flatMap((user) -> against(model, asker(user, as))).ifPresent((reason) -> {
			throw Refusal.forbidden(field, code, model.label().in(LocaleContextHolder.getLocale()),
					reason.in(LocaleContextHolder.getLocale()));
		});
	}

	/** Whether the model names the caller among those who ask. */
	private static boolean isLet(RequestModel model, Caller caller) {
		return model.actors().stream().anyMatch((word) -> switch (word) {
			case "agents" -> caller.may(Request.KIND + ":work");
			case "managers" -> caller.may(Request.KIND + ":decide");
			default -> caller.may(Request.KIND + ":create");
		});
	}

	/**
	 * @param as what the person is to the request
	 */
	private Asker asker(User user, String as) {
		Map<String, @Nullable Object> facts = this.directory.tableInputs(user.place());
		facts.put("person", as);
		facts.put("manages_people", this.directory.managesPeople(user.id()));
		facts.put("has_manager", user.manager().isPresent());
		return new Asker(facts, this.directory.rolesOf(user));
	}

	/**
	 * Why the table does not let the person.
	 * @return empty where it does; a text of no letters where it does not say why
	 */
	private Optional<Label> against(RequestModel model, Asker asker) {
		Map<String, @Nullable Object> inputs = new HashMap<>(asker.facts());
		inputs.put("type", model.type());
		@Nullable Label against = null;
		for (String role : asker.roles()) {
			inputs.put("role", role);
			Map<String, @Nullable Object> row = this.decisions.evaluate(TABLE, inputs);
			if (Boolean.TRUE.equals(row.get(MAY_ASK))) {
				return Optional.empty();
			}
			against = (against != null) ? against : Label.of(Objects.toString(row.get(REASON), ""));
		}
		return Optional.of((against != null) ? against : Label.said(""));
	}

	@Override
	public Set<String> tables() {
		return Set.of(TABLE);
	}

	@Override
	public Map<String, Map<String, Object>> given() {
		return Map.of(TABLE, Map.of("type", "", "person", REQUESTER, "role", Roles.USER, "manages_people", false,
				"has_manager", true));
	}

	@Override
	public Map<String, Columns> read() {
		return Map.of(TABLE, Columns.needed(MAY_ASK).or(REASON));
	}

	/** Whoever is refused something reads why. */
	@Override
	public List<Refusal.Detail> check(Tables tables) {
		return tables.rows(TABLE)
			.stream()
			.filter((row) -> row.getOrDefault(MAY_ASK, "").isBlank()
					|| (!row.getOrDefault(MAY_ASK, "").strip().equals("true")
							&& row.getOrDefault(REASON, "").isBlank()))
			.limit(1)
			.map((row) -> Refusal.Detail.of(tables.place(TABLE), "eligibility_unsaid"))
			.toList();
	}

	/**
	 * Who asks, whatever is asked for.
	 *
	 * @param facts what the table is given of the person
	 * @param roles each of which the table is asked by
	 */
	private record Asker(Map<String, @Nullable Object> facts, Set<String> roles) {
	}

}
