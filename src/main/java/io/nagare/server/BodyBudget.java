package io.nagare.server;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.nagare.shared.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/**
 * How much of the heap all bodies that are being handled may cost together. A body costs
 * many times its size, though its parts are counted where it is read: what is small in
 * JSON is a map on the heap, and a model is read as a tree.
 */
@Component
class BodyBudget {

	private static final String DEPLOYMENT = "/deployment/create";

	/** Whose body is a file as it is, of any type. */
	private static final String FILE = "/api/now/attachment/file";

	/** Not counted; as many of these as there are threads cost little. */
	private static final int SMALL = 2048;

	/**
	 * The heap that one byte of a body costs at worst, measured with JSON's smallest
	 * objects.
	 */
	private static final int COST = 32;

	private static final int UNIT = 1024;

	private static final int WAIT_SECONDS = 2;

	private final int capacity;

	private final Semaphore free;

	BodyBudget() {
		this(Runtime.getRuntime().maxMemory() / 4);
	}

	/**
	 * @param bytes of heap
	 */
	BodyBudget(long bytes) {
		this.capacity = (int) Math.max(1, Math.min(bytes / UNIT, Integer.MAX_VALUE));
		this.free = new Semaphore(this.capacity, true);
	}

	/**
	 * Takes a share for a body that is here, waiting a moment for others to end. A
	 * stranger's needs none: it is small, and read into a few fields. Nor does a file,
	 * which never comes onto the heap as a whole.
	 * @return what is to be given back
	 * @throws Refusal UNAVAILABLE where the others take too long
	 */
	int take(HttpServletRequest request, long size) {
		if (size <= SMALL || !AuthenticationState.isKnown() || isFile(request.getRequestURI())) {
			return 0;
		}
		int share = request.getRequestURI().endsWith(DEPLOYMENT) ? this.capacity
				: (int) Math.min(this.capacity, size * COST / UNIT);
		try {
			if (this.free.tryAcquire(share, WAIT_SECONDS, TimeUnit.SECONDS)) {
				return share;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw Refusal.unavailable(WAIT_SECONDS);
	}

	/** Whether a body sent there is a file, which is stored as it is. */
	static boolean isFile(String uri) {
		return uri.endsWith(FILE);
	}

	void giveBack(int share) {
		this.free.release(share);
	}

}
