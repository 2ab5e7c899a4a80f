package io.nagare.workflow.internal.rehearsal;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import io.nagare.workflow.TicketReplays;
import io.nagare.workflow.TicketReplays.PastCourse;
import io.nagare.workflow.internal.rehearsal.PastCases.Outcome;
import io.nagare.workflow.internal.rehearsal.PastCases.PastCase;

/**
 * Finds the processes in files through which tickets that have ended can go once more.
 */
@Component
@Order(3)
class ReplayFinder implements RehearsalSubject.Finder {

	static final String COURSE = "course";

	private final TicketReplays replays;

	private final ProcessFinder processes;

	ReplayFinder(TicketReplays replays, ProcessFinder processes) {
		this.replays = replays;
		this.processes = processes;
	}

	@Override
	public boolean replays() {
		return true;
	}

	@Override
	public List<RehearsalSubject> in(Map<String, byte[]> files, @Nullable String wanted, Locale locale) {
		Set<String> inForce = new TreeSet<>();
		files.forEach((name, content) -> {
			if (name.endsWith(".bpmn")) {
				inForce
					.addAll(this.processes.inForce(Bpmn.readModelFromStream(new ByteArrayInputStream(content)), wanted)
						.keySet());
			}
		});
		return inForce.isEmpty() ? List.of() : List.of(new Replayed(inForce, this.replays.of(files, locale)));
	}

	@Override
	public List<String> keys() {
		return this.processes.keys();
	}

	private static final class Replayed implements RehearsalSubject {

		private final Set<String> processes;

		private final TicketReplays.Replay replay;

		private final IdentityHashMap<PastCase, PastCourse> courses = new IdentityHashMap<>();

		Replayed(Set<String> processes, TicketReplays.Replay replay) {
			this.processes = processes;
			this.replay = replay;
		}

		@Override
		public String key() {
			return String.join(", ", this.processes);
		}

		@Override
		public List<PastCase> cases(Instant from, Instant to) {
			return this.replay.courses(this.processes, from, to).stream().map((course) -> {
				PastCase one = new PastCase(Map.of(COURSE, course.told()), course.tickets(), course.numbers(),
						PastCases.Ran.NOTHING);
				this.courses.put(one, course);
				return one;
			}).toList();
		}

		/** As many as are tried by models that are put in force once. */
		@Override
		public int atOnce() {
			return 10;
		}

		@Override
		public void compare(List<PastCase> past, Listener listener) {
			IdentityHashMap<PastCourse, PastCase> asked = new IdentityHashMap<>();
			past.forEach((one) -> asked.put(this.courses.get(one), one));
			this.replay.compare(past.stream().map(this.courses::get).toList(), (course, before, after) -> listener
				.compared(Objects.requireNonNull(asked.get(course)), before, after));
		}

		@Override
		public Map<String, String> told(PastCase one) {
			return Map.of(COURSE, String.valueOf(one.asked().get(COURSE)));
		}

		@Override
		public Map<Outcome, Integer> counted(PastCase one, List<Map<String, String>> answer) {
			return Map.of(new Outcome("replay", answer.get(0).getOrDefault("went", "")), one.tickets());
		}

	}

}
