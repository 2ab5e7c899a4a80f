package io.nagare.trial;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

import io.nagare.shared.Excerpt;
import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.trial.PastTickets.PastTicket;
import io.nagare.workflow.TicketReplays;

/**
 * Lets past tickets go their way once more, one for all that took the same course with
 * the same words. The models in force show which course that is, and the changed ones are
 * tried by it.
 */
@Component
class CourseReplays implements TicketReplays {

	/** The latest tickets are replayed, so many at most. */
	private static final int MOST = 10_000;

	private static final int AT_ONCE = 200;

	/** So many courses are tried by the changed models that are put in force once. */
	private static final int COURSES = 10;

	private static final int MOST_NUMBERS = 10;

	private static final int LONGEST = 300;

	private static final Logger LOG = LoggerFactory.getLogger(CourseReplays.class);

	private static final String WENT = "went";

	private static final String NOT_TRIED = "not_tried";

	private final PastTickets past;

	private final CaseRecording recording;

	private final TrialService trials;

	private final CurrentCaller callers;

	private final MessageSource messages;

	CourseReplays(PastTickets past, CaseRecording recording, TrialService trials, CurrentCaller callers,
			MessageSource messages) {
		this.past = past;
		this.recording = recording;
		this.trials = trials;
		this.callers = callers;
		this.messages = messages;
	}

	@Override
	public Replay of(Map<String, byte[]> files, Locale locale) {
		Caller caller = this.callers.requireMember();
		caller.demand("model:deploy");
		return new Courses(files, caller, locale);
	}

	private final class Courses implements Replay {

		private final Map<String, byte[]> files;

		private final Caller caller;

		private final Locale locale;

		private Courses(Map<String, byte[]> files, Caller caller, Locale locale) {
			this.files = files;
			this.caller = caller;
			this.locale = locale;
		}

		@Override
		public List<PastCourse> courses(Collection<String> processes, Instant from, Instant to) {
			return CurrentCaller.during(this.caller, () -> read(processes, from, to));
		}

		private List<PastCourse> read(Collection<String> processes, Instant from, Instant to) {
			Map<Course, List<Named>> courses = new LinkedHashMap<>();
			List<UUID> ended = CourseReplays.this.past.ended(processes, from, to, MOST);
			for (int at = 0; at < ended.size(); at += AT_ONCE) {
				CourseReplays.this.past.some(ended.subList(at, Math.min(at + AT_ONCE, ended.size())))
					.stream()
					.sorted(Comparator.comparing(PastTicket::number).reversed())
					.forEach((ticket) -> courses.computeIfAbsent(Course.of(ticket), (course) -> new ArrayList<>())
						.add(new Named(ticket.id(), ticket.number())));
			}
			return courses.entrySet()
				.stream()
				.map((one) -> new PastCourse(one.getValue().get(0).id(), one.getKey().told(), one.getValue().size(),
						one.getValue().stream().limit(MOST_NUMBERS).map(Named::number).toList()))
				.sorted(Comparator.comparing(PastCourse::tickets).reversed())
				.toList();
		}

		@Override
		public void compare(List<PastCourse> courses, Listener listener) {
			Locale before = LocaleContextHolder.getLocale();
			LocaleContextHolder.setLocale(this.locale);
			try {
				CurrentCaller.during(this.caller, () -> {
					boolean wanted = true;
					for (int at = 0; at < courses.size() && wanted; at += COURSES) {
						wanted = compareSome(courses.subList(at, Math.min(at + COURSES, courses.size())), listener);
					}
					return wanted;
				});
			}
			finally {
				LocaleContextHolder.setLocale(before);
			}
		}

		private boolean compareSome(List<PastCourse> courses, Listener listener) {
			List<Walk> walks = new ArrayList<>();
			for (PastCourse course : courses) {
				Optional<Walk> walk;
				String instead = "not_begun";
				try {
					walk = walk(course).filter((one) -> one.went().begun());
				}
				catch (RuntimeException ex) {
					LOG.info("The course of the ticket {} was not tried", course.latest(), ex);
					walk = Optional.empty();
					instead = NOT_TRIED;
				}
				walk.ifPresent(walks::add);
				if (walk.isEmpty() && !listener.compared(course, went(instead), went(instead))) {
					return false;
				}
			}
			return walks.isEmpty() || compareWalks(walks, listener);
		}

		/** One that fails takes none along: without the others, only it stays untried. */
		private boolean compareWalks(List<Walk> walks, Listener listener) {
			List<TrialReport> reports;
			try {
				reports = CourseReplays.this.trials.several(this.files, walks.stream().map(Walk::course).toList(),
						this.caller, this.locale);
			}
			catch (RuntimeException ex) {
				if (walks.size() > 1) {
					return walks.stream().allMatch((walk) -> compareWalks(List.of(walk), listener));
				}
				Walk walk = walks.get(0);
				LOG.info("The course of the ticket {} was not tried", walk.past().latest(), ex);
				return listener.compared(walk.past(), before(walk), went(NOT_TRIED));
			}
			for (int i = 0; i < reports.size(); i++) {
				if (!tell(walks.get(i), reports.get(i), listener)) {
					return false;
				}
			}
			return reports.size() == walks.size()
					|| compareWalks(walks.subList(reports.size(), walks.size()), listener);
		}

		/** Empty where the ticket is there no more. */
		private Optional<Walk> walk(PastCourse course) {
			return CourseReplays.this.past.some(List.of(course.latest())).stream().findAny().map((ticket) -> {
				CaseRecording.Walked went = CourseReplays.this.recording.walk(ticket, this.caller, this.locale,
						TrialService.PATIENCE);
				List<NewTrial.Step> steps = went.steps()
					.stream()
					.map((step) -> CaseValues.of(step, went.later(), this.caller))
					.toList();
				return new Walk(course, went, new NewTrial(ticket.kind(),
						CaseValues.of(ticket.start(), went.later(), this.caller), null, steps));
			});
		}

		private boolean tell(Walk walk, TrialReport report, Listener listener) {
			List<Map<String, String>> before = before(walk);
			List<Map<String, String>> after = new ArrayList<>(isStopped(report) ? went("stopped") : before);
			new CaseComparison(CourseReplays.this.messages, this.locale).of(walk.went().report(), report)
				.stream()
				.map((one) -> told(one, report))
				.forEach(after::add);
			return listener.compared(walk.past(), before, after);
		}

		private static List<Map<String, String>> before(Walk walk) {
			return went(walk.went().whole() ? "whole" : "in_part");
		}

		private Map<String, String> told(CaseDifference one, TrialReport report) {
			Map<String, String> told = new LinkedHashMap<>();
			Integer step = one.step();
			if (step != null && step < report.steps().size()) {
				TrialReport.Step at = report.steps().get(step);
				told.put("step", String.valueOf((at.action() != null) ? at.action() : at.timer()));
			}
			told.put(one.loosens() ? "loosening" : "difference", one.message());
			return told;
		}

		private static boolean isStopped(TrialReport report) {
			return report.steps().get(report.steps().size() - 1).refused() != null;
		}

		private static List<Map<String, String>> went(String how) {
			return List.of(Map.of(WENT, how));
		}

	}

	private record Named(UUID id, String number) {
	}

	/**
	 * How a course went by the models in force, and what the changed ones are tried by.
	 */
	private record Walk(PastCourse past, CaseRecording.Walked went, NewTrial course) {
	}

	/**
	 * What tickets have in common that went the same way: what they said, but for times,
	 * and what was done then.
	 */
	private record Course(String kind, Map<String, String> said, List<List<@Nullable String>> steps) {

		static Course of(PastTicket past) {
			Map<String, String> said = new TreeMap<>();
			past.start().forEach((name, value) -> said.put(name, CaseValues.isTime(value) ? "" : value.toString()));
			List<List<@Nullable String>> steps = new ArrayList<>();
			past.lines()
				.stream()
				.filter(ModelCaseStore.Line::isStep)
				.forEach((line) -> steps.add(Arrays.asList(line.process(), line.before(), line.after())));
			return new Course(past.kind(), said, steps);
		}

		/** What was done, one after the other. */
		String told() {
			String done = this.steps.stream()
				.map((step) -> step.get(1))
				.filter(Objects::nonNull)
				.collect(Collectors.joining(" → "));
			return this.kind + ": " + Excerpt.marked(done, LONGEST);
		}

	}

}
