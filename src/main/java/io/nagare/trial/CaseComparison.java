package io.nagare.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

import io.nagare.shared.Label;
import io.nagare.sla.ClockView;
import io.nagare.trial.TrialReport.Passed;
import io.nagare.trial.TrialReport.Standing;
import io.nagare.trial.TrialReport.Step;
import io.nagare.trial.TrialReport.Wait;

/** What comes of the same course by changed models, beside those in force. */
final class CaseComparison {

	/** The elements at which somebody decides or something is waited for. */
	private static final Set<String> WAITS = Set.of("userTask", "receiveTask", "serviceTask", "businessRuleTask",
			"intermediateTimer", "intermediateMessageCatch", "eventBasedGateway", "callActivity", "subProcess");

	/** The two are tried one after the other, and what is due at a time of day stays. */
	private static final Duration SAME_TIME = Duration.ofMinutes(2);

	private final Set<List<String>> told = new HashSet<>();

	private final MessageSource messages;

	private final Locale locale;

	private final List<CaseDifference> differences = new ArrayList<>();

	CaseComparison(MessageSource messages, Locale locale) {
		this.messages = messages;
		this.locale = locale;
	}

	/** All that is otherwise, loosenings first, each in the order of the steps. */
	List<CaseDifference> of(TrialReport before, TrialReport after) {
		boolean went = true;
		for (int i = 0; i < before.steps().size() && went; i++) {
			Step was = before.steps().get(i);
			went = i < after.steps().size() && compare(i, was, after.steps().get(i));
		}
		if (went) {
			offered(before, after);
			clocks(before.clocks(), after.clocks());
		}
		return this.differences.stream().sorted(Comparator.comparing(CaseDifference::loosens).reversed()).toList();
	}

	/** Whether both went on. */
	private boolean compare(int number, Step was, Step is) {
		if (is.refused() != null || was.refused() != null) {
			if (was.refused() == null) {
				String why = Objects.requireNonNull(is.refused()).message();
				add(number, "step_refused", false, word(was), why);
			}
			else if (is.refused() == null) {
				add(number, "step_taken", true, word(was));
			}
			return false;
		}
		Standing before = Objects.requireNonNull(was.standing());
		Standing after = Objects.requireNonNull(is.standing());
		told(number, "status", before.status(), after.status());
		told(number, "phase", before.phase(), after.phase());
		told(number, "priority", before.priority(), after.priority());
		told(number, "team", before.team(), after.team());
		Map<String, String> passed = waits(was.path());
		Map<String, String> passes = waits(is.path());
		passed.forEach((element, name) -> {
			if (!passes.containsKey(element)) {
				add(number, "passed_no_more", true, name);
			}
		});
		passes.forEach((element, name) -> {
			if (!passed.containsKey(element)) {
				add(number, "passed_anew", false, name);
			}
		});
		waits(number, was.waits(), is.waits());
		return true;
	}

	/** Each task or timer is told once, at the first step that comes to it. */
	private void waits(int number, List<Wait> were, List<Wait> are) {
		for (Wait is : are) {
			Wait was = were.stream().filter((one) -> isSame(one, is)).findFirst().orElse(null);
			if (was == null) {
				add(number, is, (is.seconds() != null) ? "timer_new" : "task_new", false);
			}
			else if (was.seconds() != null && is.seconds() != null
					&& Math.abs(is.seconds() - was.seconds()) > SAME_TIME.toSeconds()) {
				boolean longer = is.seconds() > was.seconds();
				add(number, is, longer ? "waits_longer" : "waits_shorter", longer, minutes(was.seconds()),
						minutes(is.seconds()));
			}
		}
		were.stream()
			.filter((was) -> are.stream().noneMatch((is) -> isSame(was, is)))
			.forEach((was) -> add(number, was, (was.seconds() != null) ? "timer_gone" : "task_gone", true));
	}

	private static long minutes(long seconds) {
		return Math.round(seconds / 60.0);
	}

	private static boolean isSame(Wait one, Wait other) {
		return one.process().equals(other.process()) && one.element().equals(other.element());
	}

	private void add(int number, Wait at, String rule, boolean loosens, Object... more) {
		if (this.told.add(List.of(rule, at.process(), at.element()))) {
			Object[] args = new Object[more.length + 1];
			args[0] = (at.name() != null) ? Label.of(at.name()).in(this.locale) : at.element();
			System.arraycopy(more, 0, args, 1, more.length);
			add(number, rule, loosens, args);
		}
	}

	private static String word(Step step) {
		return String.valueOf((step.action() != null) ? step.action() : step.timer());
	}

	private void told(int number, String what, @Nullable String before, @Nullable String after) {
		if (!Objects.equals(before, after)) {
			add(number, what + "_differs", false, String.valueOf(before), String.valueOf(after));
		}
	}

	private Map<String, String> waits(List<Passed> path) {
		Map<String, String> waits = new LinkedHashMap<>();
		path.stream()
			.filter((passed) -> WAITS.contains(passed.type()))
			.forEach((passed) -> waits.put(passed.process() + "#" + passed.element(),
					(passed.name() != null) ? Label.of(passed.name()).in(this.locale) : passed.element()));
		return waits;
	}

	private void offered(TrialReport before, TrialReport after) {
		Set<String> were = actions(before);
		Set<String> are = actions(after);
		are.stream()
			.filter((action) -> !were.contains(action))
			.forEach((action) -> add(null, "action_new", true, action));
		were.stream()
			.filter((action) -> !are.contains(action))
			.forEach((action) -> add(null, "action_gone", false, action));
	}

	private Set<String> actions(TrialReport report) {
		Set<String> actions = new LinkedHashSet<>();
		report.actions().forEach((open) -> actions.add(open.action().label().in(this.locale)));
		return actions;
	}

	private void clocks(List<ClockView> before, List<ClockView> after) {
		Map<String, Long> were = targets(before);
		Map<String, Long> are = targets(after);
		were.forEach((clock, seconds) -> {
			Long now = are.get(clock);
			if (now == null) {
				add(null, "clock_gone", true, clock);
			}
			else if (!now.equals(seconds)) {
				add(null, "clock_differs", now > seconds, clock, seconds / 60, now / 60);
			}
		});
		are.keySet()
			.stream()
			.filter((clock) -> !were.containsKey(clock))
			.forEach((clock) -> add(null, "clock_new", false, clock));
	}

	private static Map<String, Long> targets(List<ClockView> clocks) {
		Map<String, Long> targets = new LinkedHashMap<>();
		clocks.forEach((clock) -> targets.putIfAbsent(clock.kind(), clock.targetSeconds()));
		return targets;
	}

	private void add(@Nullable Integer step, String rule, boolean loosens, Object... args) {
		String name = "case." + rule;
		this.differences.add(new CaseDifference(step, rule, loosens,
				String.valueOf(this.messages.getMessage(name, args, name, this.locale))));
	}

}
