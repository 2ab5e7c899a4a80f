package io.nagare.servicenow;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.ticket.PriorityScales;
import io.nagare.ticket.TicketType;
import io.nagare.workflow.Decisions;
import io.nagare.workflow.RequestModels;
import io.nagare.workflow.WordList;

/** The words of a type of tickets as the tenant's models and tables have them now. */
@Component
class TicketVocabulary {

	private final List<WordList> lists;

	private final Decisions decisions;

	private final PriorityScales scales;

	private final RequestModels requests;

	private final Directory directory;

	TicketVocabulary(List<WordList> lists, Decisions decisions, PriorityScales scales, RequestModels requests,
			Directory directory) {
		this.lists = lists;
		this.decisions = decisions;
		this.scales = scales;
		this.requests = requests;
		this.directory = directory;
	}

	Words of(TicketType<?, ?> type) {
		Map<String, List<WordList.Word>> all = WordList.all(this.lists);
		return new Words(TicketStates.of(type.kind(), all, processes(type)), Scale.ofFour(this.scales.words(type)),
				Scale.ofThree(this.decisions.allowedValues(type.priorityTable(), "impact")),
				Scale.ofThree(this.decisions.allowedValues(type.priorityTable(), "urgency")), new Choices(type, all),
				this.directory.zone());
	}

	/** What is asked for is a process of its own name each. */
	private Set<String> processes(TicketType<?, ?> type) {
		return type.takesAnswers() ? this.requests.all()
			.stream()
			.map(RequestModels.RequestModel::process)
			.collect(Collectors.toUnmodifiableSet()) : Set.of();
	}

	/**
	 * All that is asked of them.
	 *
	 * @param choices what people call the words of fields
	 * @param zone on which clock people read times
	 */
	record Words(TicketStates states, Scale priority, Scale impact, Scale urgency, Choices choices, ZoneId zone) {
	}

}
