package io.nagare.trial;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.nagare.directory.Caller;
import io.nagare.workflow.ChoiceList;
import io.nagare.workflow.KeptFields;

/**
 * Walks the course that a ticket took once more through the models in force, and writes
 * down what a case keeps of it: words, numbers and times. Texts, people and things are
 * left out, or stand for any.
 */
final class CaseRecorder {

	/** Lines that come together are of one step, unless they tell of another action. */
	private static final Duration TOGETHER = Duration.ofMillis(500);

	/** What says whose ticket it was. */
	private static final Set<String> PERSONAL = Set.of("title", "description", "reporter_id", "requested_for_id",
			"assignee_id", "ci_ids", "tags", "confidentiality", "vendor_reference");

	private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_:+.-]{1,64}");

	/** All that is kept of what people write: a word of theirs may be a name. */
	private static final Pattern TIME = Pattern
		.compile("\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d[0-9:.+Z-]*)?|\\d\\d:\\d\\d[0-9:.+Z-]*");

	private final TrialTickets tickets;

	private final TrialRun run;

	private final List<ModelCaseStore.Line> lines;

	private final Duration later;

	private final List<NewTrial.Step> steps = new ArrayList<>();

	private boolean whole = true;

	/**
	 * @param lines of the ticket's history
	 * @param later by how much times have moved since then
	 */
	CaseRecorder(TrialTickets tickets, TrialRun run, List<ModelCaseStore.Line> lines, Duration later) {
		this.later = later;
		this.tickets = tickets;
		this.run = run;
		this.lines = lines;
	}

	/**
	 * What a report says of it: the words it began with.
	 * @param said what a copy of it would say
	 * @param kept the types of what stays on tickets
	 * @param lines of its history
	 */
	static Map<String, Object> start(Map<String, ? extends @Nullable Object> said,
			Map<String, KeptFields.KeptField> kept, List<ModelCaseStore.Line> lines) {
		Map<String, Object> fields = new LinkedHashMap<>();
		said.forEach((name, value) -> {
			KeptFields.KeptField field = kept.get(name);
			Object first = first(before(name, lines), value, field);
			if (first == null || PERSONAL.contains(name) || isOfList(field)) {
				return;
			}
			if (is(KeptFields.Type.PERSON, field)) {
				fields.put(name, CaseValues.CALLER);
			}
			else if (first instanceof String text
					&& !(is(KeptFields.Type.TEXT, field) ? TIME : WORD).matcher(text).matches()) {
				fields.put(name, CaseValues.ANY_TEXT);
			}
			else {
				fields.put(name, first);
			}
		});
		fields.put("title", CaseValues.ANY_TEXT);
		return fields;
	}

	/**
	 * What stood there at first, as a form takes it. Which of several words were chosen
	 * the history tells in no such way, so that those of the end stand for them.
	 */
	private static @Nullable Object first(@Nullable String before, @Nullable Object now,
			KeptFields.@Nullable KeptField field) {
		if (before == null || now instanceof Collection<?>) {
			return now;
		}
		if (now instanceof Number || is(KeptFields.Type.NUMBER, field)) {
			return new BigDecimal(before);
		}
		return (now instanceof Boolean || is(KeptFields.Type.CHECKBOX, field)) ? Boolean.valueOf(before) : before;
	}

	private static boolean is(KeptFields.Type type, KeptFields.@Nullable KeptField field) {
		return field != null && field.type() == type;
	}

	/** What stood there at first, where it was changed later. */
	private static @Nullable String before(String field, List<ModelCaseStore.Line> lines) {
		for (ModelCaseStore.Line line : lines) {
			if (line.field().equals(field) && line.before() != null) {
				return line.before();
			}
		}
		return null;
	}

	private static boolean isOfList(KeptFields.@Nullable KeptField field) {
		return field != null && field.list() != null && field.list() != ChoiceList.PEOPLE;
	}

	/**
	 * Reports the ticket and goes the way of the other, as far as that goes.
	 * @return whether it could be reported
	 */
	boolean record(Map<String, Object> start, Caller caller) {
		if (!this.run.report(CaseValues.of(start, this.later, caller), null, caller, false)) {
			return false;
		}
		Instant last = this.lines.isEmpty() ? Instant.EPOCH : this.lines.get(0).at();
		String done = null;
		for (ModelCaseStore.Line line : this.lines) {
			boolean another = line.before() != null && !line.before().equals(done);
			if (this.whole && line.isStep() && this.steps.size() < NewTrial.MOST_STEPS
					&& (another || line.at().isAfter(last.plus(TOGETHER)))) {
				last = line.at();
				done = line.before();
				Optional<NewTrial.Step> step = step(line);
				this.whole = step.filter((one) -> this.run.next(CaseValues.of(one, this.later, caller))).isPresent();
				if (this.whole) {
					this.steps.add(step.orElseThrow());
				}
			}
		}
		return true;
	}

	private Optional<NewTrial.Step> step(ModelCaseStore.Line line) {
		String action = line.before();
		if (action == null) {
			return timer(line.process()).map((timer) -> new NewTrial.Step(null, null, null, null, timer));
		}
		return this.tickets.open(this.run.reported())
			.stream()
			.filter((open) -> open.name().equals(action))
			.findFirst()
			.map((open) -> new NewTrial.Step(action, null,
					CaseValues.anything(open, (field) -> recorded(field, line.at())), null, null));
	}

	/** The only timer that waits in the process; several could not be told apart. */
	private Optional<String> timer(@Nullable String process) {
		List<String> timers = this.tickets.processes(this.run.reported())
			.stream()
			.filter((one) -> one.endedAt() == null && one.key().equals(process))
			.flatMap((one) -> one.timers().stream())
			.map((timer) -> timer.element())
			.distinct()
			.toList();
		return (timers.size() == 1) ? Optional.of(timers.get(0)) : Optional.empty();
	}

	private @Nullable String recorded(String field, Instant at) {
		for (ModelCaseStore.Line line : this.lines) {
			if (line.field().equals(field) && line.after() != null
					&& Duration.between(line.at(), at).abs().compareTo(TOGETHER) <= 0) {
				return line.after();
			}
		}
		return null;
	}

	List<NewTrial.Step> steps() {
		return this.steps;
	}

	/** Whether it went to the end. */
	boolean isWhole() {
		return this.whole;
	}

}
