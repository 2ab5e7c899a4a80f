package io.nagare.mcp;

import java.util.List;
import java.util.Map;

import io.nagare.directory.Caller;

/** Something that an assistant can do for the person whose token it bears. */
interface AssistantTool {

	/** What it is called, what it does to tickets, and what it is told. */
	Definition definition();

	/** Whether it could do anything for the caller. What it does is decided anew. */
	boolean isFor(Caller caller);

	/**
	 * Does it.
	 * @return what is answered, in the form of the product's API
	 * @throws io.nagare.shared.Refusal as the product's API refuses the same
	 */
	Map<String, Object> call(Arguments said);

	/**
	 * How a tool presents itself.
	 *
	 * @param name what programs call it
	 * @param title what people read
	 * @param description when to use it, and what it answers
	 */
	record Definition(String name, String title, String description, Effect effect, List<Parameter> parameters) {
	}

	/** What a tool does to tickets. */
	enum Effect {

		/** Nothing. */
		READS(true, false, true),

		/** Adds something; what is there stays. */
		ADDS(false, false, false),

		/** Moves tickets on, which some steps do for good. */
		CHANGES(false, true, false);

		private final boolean readOnly;

		private final boolean destructive;

		private final boolean idempotent;

		Effect(boolean readOnly, boolean destructive, boolean idempotent) {
			this.readOnly = readOnly;
			this.destructive = destructive;
			this.idempotent = idempotent;
		}

		boolean isReadOnly() {
			return this.readOnly;
		}

		boolean isDestructive() {
			return this.destructive;
		}

		boolean isIdempotent() {
			return this.idempotent;
		}

	}

}
