package io.nagare.ticket.query;

import java.util.concurrent.Semaphore;

import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

import io.nagare.shared.Refusal;

/**
 * How much of the heap the texts of all answers may take that are being read and written.
 * A slow reader holds his until he has read it, and so many may read slowly.
 */
@Component
class AnswerBudget {

	/** Characters of one answer that are not counted. */
	private static final int SMALL = 32 * 1024;

	/** Bytes that a character takes, with what it is read and written by. */
	private static final int COST = 4;

	private static final int UNIT = 1024;

	private static final int RETRY_SECONDS = 2;

	private static final String HELD = AnswerBudget.class.getName();

	private final Semaphore free;

	AnswerBudget() {
		this(Runtime.getRuntime().maxMemory() / 4);
	}

	/**
	 * @param bytes of heap
	 */
	AnswerBudget(long bytes) {
		this.free = new Semaphore((int) Math.min(bytes / UNIT, Integer.MAX_VALUE));
	}

	/**
	 * Takes room for characters of the answer to the current request, until that has been
	 * written. Outside a request, nothing is taken.
	 * @throws Refusal UNAVAILABLE where other answers leave too little
	 */
	void take(long characters) {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		if (request == null) {
			return;
		}
		Held held = (Held) request.getAttribute(HELD, RequestAttributes.SCOPE_REQUEST);
		if (held == null) {
			held = new Held();
			request.setAttribute(HELD, held, RequestAttributes.SCOPE_REQUEST);
			request.registerDestructionCallback(HELD, held::giveBack, RequestAttributes.SCOPE_REQUEST);
		}
		held.take(characters);
	}

	/** What one answer holds. */
	private final class Held {

		private long characters;

		private int units;

		private synchronized void take(long more) {
			long all = this.characters + more;
			int missing = (int) Math.min(Math.max(0, all - SMALL) * COST / UNIT - this.units, Integer.MAX_VALUE);
			if (missing > 0) {
				if (!AnswerBudget.this.free.tryAcquire(missing)) {
					throw Refusal.unavailable(RETRY_SECONDS);
				}
				this.units += missing;
			}
			this.characters = all;
		}

		private synchronized void giveBack() {
			AnswerBudget.this.free.release(this.units);
			this.units = 0;
			this.characters = 0;
		}

	}

}
