package io.nagare.recurrence;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.shared.TicketRef;
import io.nagare.ticket.TicketFieldsReader;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.TicketSource;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.action.TicketActions;
import io.nagare.ticket.query.TicketSummary;
import io.nagare.workflow.FormField;
import io.nagare.workflow.ReportForms;
import io.nagare.workflow.RequestModels;

/** Opens what recurring work begins, the same way as a request of its owner would. */
@Component
class RecurringTickets {

	/** What the entry itself says of what begins, so that its answers do not. */
	static final Set<String> SAID_ELSEWHERE = Set.of("type", "model_id", "reporter_id", "planned_start", "planned_end");

	/** An answer with this alone is a date, so long after the day on which it begins. */
	private static final String AFTER = "after";

	private static final TicketActions.Wanted SUBMIT = new TicketActions.Wanted("submit", null, Map.of());

	private final TicketTypes types;

	private final TicketService service;

	private final TicketFieldsReader reader;

	private final ReportForms forms;

	private final RequestModels requests;

	private final Directory directory;

	RecurringTickets(TicketTypes types, TicketService service, TicketFieldsReader reader, ReportForms forms,
			RequestModels requests, Directory directory) {
		this.forms = forms;
		this.requests = requests;
		this.types = types;
		this.service = service;
		this.reader = reader;
		this.directory = directory;
	}

	/**
	 * Opens it, on behalf of the current caller. A change whose window is known is
	 * submitted at once, as a standard model authorises it already.
	 * @param dueAt when it was to begin
	 * @throws Refusal as a request would be refused, naming its fields
	 */
	TicketRef begin(RecurringWork work, Instant dueAt) {
		return begin(work, dueAt, Set.of());
	}

	/**
	 * The same without some of its answers.
	 * @param leftOut names of answers
	 */
	TicketRef begin(RecurringWork work, Instant dueAt, Set<String> leftOut) {
		TicketType<?, ?> type = this.types.of(work.kind());
		Map<String, Object> fields = fields(work, dueAt);
		fields.keySet().removeAll(leftOut);
		TicketSummary ticket = this.service
			.reportUnseen(type, this.reader.read(type, fields), new TicketSource(TicketSource.SCHEDULE, work.title()))
			.ticket();
		if (work.windowAfterMinutes().isPresent()) {
			this.service.perform(type, ticket.id().toString(), SUBMIT, IfMatch.ANY);
		}
		return new TicketRef(ticket.id(), work.kind(), ticket.number());
	}

	/**
	 * The names of its answers that nothing asks any more, as the form in force has lost
	 * their fields; none where its type is gone.
	 */
	NavigableSet<String> unasked(RecurringWork work, Instant dueAt) {
		TicketType<?, ?> type = this.types.of(work.kind());
		NavigableSet<String> names = new TreeSet<>(this.reader.read(type, fields(work, dueAt)).rest().keySet());
		Optional<Set<String>> asked = work.requestType()
			.map((word) -> this.requests.find(word).map(RecurringTickets::asked))
			.orElseGet(() -> Optional.of(this.forms.keys(type.process())));
		asked.ifPresentOrElse(names::removeAll, names::clear);
		return names;
	}

	private static Set<String> asked(RequestModels.RequestModel model) {
		return model.fields().stream().map(FormField::key).collect(Collectors.toSet());
	}

	private Map<String, Object> fields(RecurringWork work, Instant dueAt) {
		Map<String, Object> fields = new LinkedHashMap<>(work.answers());
		LocalDate day = dueAt.atZone(this.directory.zone()).toLocalDate();
		fields.replaceAll((name, answer) -> counted(name, answer, day));
		fields.putIfAbsent("title", work.title());
		work.requestType().ifPresent((type) -> fields.put("type", type));
		work.requester()
			.filter((requester) -> !requester.equals(work.owner()))
			.ifPresent((requester) -> fields.put("reporter_id", requester));
		work.model().ifPresent((model) -> {
			fields.put("type", "standard");
			fields.put("model_id", model);
		});
		work.windowAfterMinutes().ifPresent((after) -> {
			Instant opens = dueAt.plusSeconds(after * 60L);
			fields.put("planned_start", opens);
			fields.put("planned_end", opens.plusSeconds(work.windowMinutes().orElseThrow() * 60L));
		});
		return fields;
	}

	/** The date that an answer such as {@code {"after": "P14D"}} means; others stay. */
	private static @Nullable Object counted(String name, @Nullable Object answer, LocalDate day) {
		if (answer instanceof Map<?, ?> map && map.size() == 1 && map.get(AFTER) instanceof String period) {
			try {
				return day.plus(Period.parse(period)).toString();
			}
			catch (DateTimeException ex) {
				throw Refusal.invalid("answers." + name, "invalid");
			}
		}
		return answer;
	}

}
