package io.nagare.recurrence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.stereotype.Component;

import io.nagare.change.model.StandardModels;
import io.nagare.directory.Caller;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.shared.Refusal;
import io.nagare.sla.calendar.BusinessCalendar;
import io.nagare.sla.calendar.Calendars;
import io.nagare.sla.calendar.RecurringDays;
import io.nagare.workflow.RequestModels;

/** Checks what requests say of recurring work, as far as it can be said by itself. */
@Component
class RecurringWorkChecks {

	/** Days are reckoned some years ahead, for as long as calendars know. */
	private static final int LAST_YEAR = BusinessCalendar.LAST_YEAR - 11;

	private static final int MOST_BUSINESS_DAYS = 23;

	private final Calendars calendars;

	private final RequestModels requests;

	private final StandardModels models;

	private final Directory directory;

	RecurringWorkChecks(Calendars calendars, RequestModels requests, StandardModels models, Directory directory) {
		this.calendars = calendars;
		this.requests = requests;
		this.models = models;
		this.directory = directory;
	}

	/** What new work must say. */
	void demandAll(RecurringWorkFields fields) {
		List<Refusal.Detail> missing = new ArrayList<>();
		demand("title", fields.title(), missing);
		demand("kind", fields.kind(), missing);
		demand("rrule", fields.rrule(), missing);
		refuse(missing);
	}

	/** What a schedule must say. */
	void demandSchedule(RecurringWorkFields fields) {
		List<Refusal.Detail> missing = new ArrayList<>();
		demand("rrule", fields.rrule(), missing);
		refuse(missing);
	}

	private static void demand(String name, JsonNullable<?> field, List<Refusal.Detail> missing) {
		if (!field.isPresent()) {
			missing.add(Refusal.Detail.of(name, "required"));
		}
	}

	/**
	 * All that is wrong with work, edited as the fields say.
	 * @param owner in whose name it began so far
	 */
	void check(RecurringWork work, RecurringWorkFields fields, Caller caller, UUID owner) {
		List<Refusal.Detail> wrong = faultsOfSchedule(work);
		boolean ofRequest = work.kind().equals(RecurringWork.REQUEST);
		checkOwn("request_type", ofRequest, work.requestType(), work, wrong);
		checkOwn("model_id", !ofRequest, work.model(), work, wrong);
		if (ofRequest && work.requestType().filter((type) -> this.requests.find(type).isEmpty()).isPresent()) {
			wrong.add(Refusal.Detail.of("request_type", "not_a_choice",
					String.join(", ", this.requests.all().stream().map(RequestModels.RequestModel::type).toList())));
		}
		if (!ofRequest && work.model().filter((model) -> !this.models.isActive(model)).isPresent()) {
			wrong.add(Refusal.Detail.of("model_id", "unknown_model"));
		}
		checkPeople(work, fields, caller, owner, wrong);
		checkWindow(work, wrong);
		work.answers()
			.keySet()
			.stream()
			.filter(RecurringTickets.SAID_ELSEWHERE::contains)
			.forEach((name) -> wrong.add(Refusal.Detail.of("answers." + name, "unknown_field")));
		refuse(wrong);
	}

	private static void checkOwn(String name, boolean belongs, Optional<?> value, RecurringWork work,
			List<Refusal.Detail> wrong) {
		if (belongs != value.isPresent()) {
			wrong.add(Refusal.Detail.of(name, belongs ? "required" : "not_for_kind", work.kind()));
		}
	}

	private void checkPeople(RecurringWork work, RecurringWorkFields fields, Caller caller, UUID owner,
			List<Refusal.Detail> wrong) {
		if (!work.owner().equals(owner) && !work.owner().equals(caller.userId())) {
			wrong.add(Refusal.Detail.of("owner_id", "only_oneself"));
		}
		UUID requester = work.requester().orElse(null);
		if (requester == null) {
			return;
		}
		if (!work.kind().equals(RecurringWork.REQUEST)) {
			wrong.add(Refusal.Detail.of("requester_id", "not_for_kind", work.kind()));
		}
		else if (fields.requesterId().isPresent() && this.directory.user(requester).filter(User::isActive).isEmpty()) {
			wrong.add(Refusal.Detail.of("requester_id", "unknown_user"));
		}
	}

	private static void checkWindow(RecurringWork work, List<Refusal.Detail> wrong) {
		if (work.windowAfterMinutes().isPresent() != work.windowMinutes().isPresent()) {
			wrong.add(Refusal.Detail.of(work.windowMinutes().isPresent() ? "window_after_minutes" : "window_minutes",
					"required"));
		}
		else if (work.windowMinutes().isPresent() && !work.kind().equals(RecurringWork.CHANGE)) {
			wrong.add(Refusal.Detail.of("window_minutes", "not_for_kind", work.kind()));
		}
	}

	/** All that is wrong with when work begins. */
	void checkSchedule(RecurringWork work) {
		refuse(faultsOfSchedule(work));
	}

	private List<Refusal.Detail> faultsOfSchedule(RecurringWork work) {
		List<Refusal.Detail> wrong = new ArrayList<>();
		boolean ofMonths = work.businessDay().isPresent();
		if (work.businessDay().filter((number) -> number == 0).isPresent()) {
			wrong.add(Refusal.Detail.of("business_day", "out_of_range", -MOST_BUSINESS_DAYS, MOST_BUSINESS_DAYS));
		}
		if (!RecurringDays.isReadable(work.rrule(), ofMonths)) {
			wrong.add(Refusal.Detail.of("rrule", ofMonths ? "unreadable_months" : "unreadable_recurrence"));
		}
		if (this.calendars.calendar(work.calendar()).isEmpty()) {
			wrong.add(Refusal.Detail.of("calendar", "unknown_calendar", work.calendar()));
		}
		checkYear("starts_on", work.startsOn(), wrong);
		work.endsOn().ifPresent((end) -> {
			checkYear("ends_on", end, wrong);
			if (end.isBefore(work.startsOn())) {
				wrong.add(Refusal.Detail.of("ends_on", "end_before_start"));
			}
		});
		return wrong;
	}

	private static void checkYear(String field, LocalDate day, List<Refusal.Detail> wrong) {
		if (day.getYear() < BusinessCalendar.FIRST_YEAR || day.getYear() > LAST_YEAR) {
			wrong.add(Refusal.Detail.of(field, "out_of_range", String.valueOf(BusinessCalendar.FIRST_YEAR),
					String.valueOf(LAST_YEAR)));
		}
	}

	/**
	 * The date of the schedule that is to come and was planned for the day.
	 * @throws Refusal NOT_FOUND for a day without one
	 */
	PlannedDate dateOf(RecurringSchedule schedule, LocalDate day, Instant now) {
		if (day.getYear() < BusinessCalendar.FIRST_YEAR || day.getYear() > LAST_YEAR) {
			throw Refusal.notFound();
		}
		return schedule.on(day, now).orElseThrow(Refusal::notFound);
	}

	private static void refuse(List<Refusal.Detail> wrong) {
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
	}

}
