package io.nagare.change;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.ticket.notice.TicketNoticeService;
import io.nagare.change.calendar.Schedule;
import io.nagare.change.model.StandardModels;
import io.nagare.notification.Notice;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.journal.Stamp;

/** Carrying a change out: its steps, the way back, and how it ended. */
@Component
@Transactional
class ImplementationService {

	private static final Duration QUARTER = Duration.ofMinutes(15);

	private final TicketWork work;

	private final ChangeProcess process;

	private final StandardModels models;

	private final TicketNoticeService notices;

	ImplementationService(TicketWork work, ChangeProcess process, StandardModels models, TicketNoticeService notices) {
		this.work = work;
		this.process = process;
		this.models = models;
		this.notices = notices;
	}

	/**
	 * A step was done.
	 * @param started when it was begun; null for when the change was
	 * @throws Refusal VALIDATION_FAILED for a step that the change has not, or a time
	 * before the change was begun or to come; CONFLICT for a step that is done
	 */
	void completeTask(UUID id, String taskId, @Nullable String started) {
		Change change = change(id);
		Stamp stamp = this.work.now();
		ImplementationTask task = change.tasks()
			.stream()
			.filter((one) -> one.id().toString().equals(taskId))
			.findFirst()
			.orElseThrow(() -> Refusal.invalid("task_id", "unknown_task"));
		if (task.isDone()) {
			throw Refusal.conflict("task_id", "done_already");
		}
		Instant from = Schedule.optionalTime(started, "actual_start");
		if (from != null && from.isAfter(stamp.at())) {
			throw Refusal.invalid("actual_start", "past_or_present");
		}
		if (from != null && change.started().filter((begun) -> from.isBefore(quarter(begun))).isPresent()) {
			throw Refusal.invalid("actual_start", "before_the_change");
		}
		this.work.save(change.completed(task, (from != null) ? from : change.started().orElse(stamp.at()), stamp));
	}

	/**
	 * The form offers every quarter of an hour, so the one in which work began will do.
	 */
	private static Instant quarter(Instant at) {
		return Instant.ofEpochSecond(at.getEpochSecond() - at.getEpochSecond() % QUARTER.toSeconds());
	}

	/**
	 * The change is undone.
	 * @throws Refusal CONFLICT from the point of no return on, whether or not its timer
	 * has gone off
	 */
	void backOut(UUID id, String reason) {
		if (change(id).pointOfNoReturn().filter((point) -> !point.isAfter(this.work.now().at())).isPresent()) {
			throw Refusal.conflict("action", "no_return");
		}
		this.work.note(id, Texts.label("change.note.back_out").with(reason), false);
	}

	/** Tells those whom it concerns that its window has ended. */
	void tellOfOverrun(UUID id) {
		Change change = change(id);
		this.work.note(id, Texts.label("change.note.overrun"), false);
		this.notices.tell(change, "window_ended", Notice.of("change.overrun", change.title()));
	}

	/**
	 * The work is over.
	 * @throws Refusal CONFLICT where it is called successful while steps are open
	 */
	void finish(UUID id, String outcome) {
		Change change = change(id);
		if (Arrays.stream(Outcome.values()).map(Outcome::word).noneMatch(outcome::equals)) {
			throw Refusal.invalid("outcome", "not_a_choice",
					String.join(", ", Arrays.stream(Outcome.values()).map(Outcome::word).toList()));
		}
		Outcome ended = Outcome.of(outcome);
		if (ended == Outcome.SUCCESSFUL && !change.tasks().stream().allMatch(ImplementationTask::isDone)) {
			throw Refusal.conflict("outcome", "tasks_open");
		}
		this.work.save(change.finish(ended, this.work.now()));
		if (ended != Outcome.NOT_IMPLEMENTED) {
			this.process.implemented(id);
		}
		if (ended.isFailure()) {
			change.model().ifPresent(this.models::failed);
		}
	}

	private Change change(UUID id) {
		return this.work.get(Change.class, id);
	}

}
