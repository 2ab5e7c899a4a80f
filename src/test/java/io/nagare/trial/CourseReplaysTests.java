package io.nagare.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Refusal;
import io.nagare.trial.PastTickets.PastTicket;
import io.nagare.workflow.TicketReplays.PastCourse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;

/** A course that can't be tried takes no other along. */
class CourseReplaysTests {

	private static final TrialReport REPORT = new TrialReport(
			List.of(new TrialReport.Step("report", null, "x",
					new TrialReport.Standing("new", "open", "low", null, null), List.of(), List.of(), null)),
			List.of(), List.of(), List.of());

	private final PastTickets past = mock();

	private final CaseRecording recording = mock();

	private final TrialService trials = mock();

	private final CurrentCaller callers = mock();

	private final CourseReplays replays = new CourseReplays(this.past, this.recording, this.trials, this.callers,
			new StaticMessageSource());

	@BeforeEach
	void knowsTickets() {
		given(this.callers.requireMember())
			.willReturn(new Caller(UUID.randomUUID(), "x", null, "admin", Set.of(), Set.of("model:deploy")));
		given(this.past.some(any())).willAnswer((call) -> {
			List<UUID> ids = call.getArgument(0);
			return List.of(new PastTicket(ids.get(0), "INC1", "incident", "incident", Instant.EPOCH, List.of(),
					Map.of("title", ids.get(0).toString())));
		});
		given(this.recording.walk(any(), any(), any(), any()))
			.willReturn(new CaseRecording.Walked(true, true, List.of(), Duration.ZERO, REPORT));
		given(this.trials.several(any(), any(), any(), any())).willAnswer((call) -> {
			List<NewTrial> courses = call.getArgument(1);
			return courses.stream().map((course) -> REPORT).toList();
		});
	}

	private static PastCourse course() {
		return new PastCourse(UUID.randomUUID(), "x", 1, List.of("INC1"));
	}

	private List<Object> went(List<PastCourse> courses) {
		Map<PastCourse, Object> went = new LinkedHashMap<>();
		this.replays.of(Map.of(), Locale.ENGLISH).compare(courses, (course, before, after) -> {
			String told = before.get(0).get("went") + " " + after.get(0).get("went");
			return went.put(course, told) == null;
		});
		return courses.stream().map(went::get).toList();
	}

	@Test
	void whatFailsByTheModelsInForceStaysUntriedAlone() {
		List<PastCourse> courses = List.of(course(), course(), course());
		given(this.recording.walk(argThat((ticket) -> ticket != null && ticket.id().equals(courses.get(1).latest())),
				any(), any(), any()))
			.willThrow(Refusal.conflict("steps", "trial_too_long", 20));
		assertThat(went(courses)).containsExactly("whole whole", "not_tried not_tried", "whole whole");
	}

	@Test
	void whatFailsByTheChangedModelsStaysUntriedAlone() {
		List<PastCourse> courses = List.of(course(), course(), course());
		String failing = courses.get(1).latest().toString();
		willAnswer((call) -> {
			List<NewTrial> tried = call.getArgument(1);
			if (tried.stream().anyMatch((course) -> failing.equals(course.fields().get("title")))) {
				throw new IllegalStateException("x");
			}
			return tried.stream().map((course) -> REPORT).toList();
		}).given(this.trials).several(any(), any(), any(), any());
		assertThat(went(courses)).containsExactly("whole whole", "whole not_tried", "whole whole");
	}

}
