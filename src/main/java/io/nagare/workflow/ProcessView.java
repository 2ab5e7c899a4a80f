package io.nagare.workflow;

import java.time.Instant;
import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One process of a ticket: where it stands and how it came there. Those of a ticket form
 * a tree, as a process may call another and wait for it.
 *
 * @param id the process itself, by which its picture is asked for
 * @param parentId the process that called it; null for one that nothing called
 * @param calledElement the element of the parent's model that called it; null for one
 * that nothing called
 * @param key the process
 * @param name what people call it
 * @param version the version of the model it runs on
 * @param versionTag the owner's mark of that version
 * @param startedAt when it started
 * @param endedAt when it ended; null while it runs
 * @param waitsAt element ids that hold a token now
 * @param tasks open tasks
 * @param timers pending timers
 * @param messages message names it waits for
 * @param steps finished steps in the order they began
 */
public record ProcessView(String id, @Nullable String parentId, @Nullable String calledElement, String key,
		@Nullable String name, int version, @Nullable String versionTag, Instant startedAt, @Nullable Instant endedAt,
		List<String> waitsAt, List<Task> tasks, List<Timer> timers, List<String> messages, List<Step> steps) {

	/** The same, where it is known what called it. */
	public ProcessView calledBy(@Nullable String element) {
		return new ProcessView(this.id, this.parentId, element, this.key, this.name, this.version, this.versionTag,
				this.startedAt, this.endedAt, this.waitsAt, this.tasks, this.timers, this.messages, this.steps);
	}

	/** An open task, with who has it and whom it is offered to. */
	@Schema(name = "ProcessTask")
	public record Task(String element, @Nullable String name, @Nullable String assignee, List<String> candidates,
			@Nullable Instant due) {
	}

	/** A timer that has not fired. */
	@Schema(name = "ProcessTimer")
	public record Timer(String element, @Nullable String name, Instant due, boolean suspended) {
	}

	/** A finished step. */
	@Schema(name = "ProcessStep")
	public record Step(String element, @Nullable String name, String type, @Nullable String assignee, Instant startedAt,
			@Nullable Instant endedAt, boolean cancelled) {
	}

}
