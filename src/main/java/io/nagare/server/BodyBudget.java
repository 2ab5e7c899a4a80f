package io.nagare.server;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.nagare.shared.concurrent.Permits;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
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

	/** PagerDuty's Events API, and hooks whose address ends in a token. */
	private static final String EVENTS = "/v2/enqueue";

	private static final String CHANGE_EVENTS = "/v2/change/enqueue";

	private static final Pattern EVENT = Pattern.compile("/api/v1/alerts/hooks/[^/]+/[^/]+");

	/** Not counted; as many of these as there are threads cost little. */
	private static final int SMALL = 2048;

	/**
	 * The heap that one byte of a body costs at worst, measured with JSON's smallest
	 * objects.
	 */
	private static final int COST = 32;

	private static final int UNIT = 1024;

	/** Of a body beyond 64 KB. */
	private static final int LARGE = 64 * COST;

	/**
	 * Requests whose models are read at once. A tree of a model has no size to be told,
	 * so each takes the same share.
	 */
	private static final int LANES = 4;

	/**
	 * Bytes of models that take one share; more take all. So all that are read at once
	 * have no more bytes than one deployment may have.
	 */
	private static final long SHARE = 2 << 20;

	private static final int WAIT_SECONDS = 2;

	private final int capacity;

	private final Semaphore free;

	/**
	 * What large bodies may take of it together, so that they keep no small one waiting.
	 */
	private final Semaphore forLarge;

	/** A tenant's models are read one request at a time. */
	private final Cache<String, Semaphore> lanes = Caffeine.newBuilder().weakValues().build();

	BodyBudget() {
		this(Runtime.getRuntime().maxMemory() / 4);
	}

	/**
	 * @param bytes of heap
	 */
	BodyBudget(long bytes) {
		this.capacity = (int) Math.max(1, Math.min(bytes / UNIT, Integer.MAX_VALUE));
		this.free = new Semaphore(this.capacity, true);
		this.forLarge = new Semaphore(mostOfIt(), true);
	}

	/**
	 * Takes room for a body that is here, waiting a moment for others to end. A
	 * stranger's needs none, unless it is an event: it is small, and read into a few
	 * fields. Nor does a file, which never comes onto the heap as a whole.
	 * @return what is to be given back
	 * @throws Refusal UNAVAILABLE where the others take too long
	 */
	Lease take(HttpServletRequest request, long size) {
		boolean event = isEvent(request.getRequestURI());
		if (size <= SMALL || (!AuthenticationState.isKnown() && !event) || isFile(request.getRequestURI())) {
			return Lease.NONE;
		}
		return request.getRequestURI().endsWith(DEPLOYMENT) ? takeForModels(size)
				: take((int) Math.min(this.capacity, size * COST / UNIT));
	}

	/**
	 * Takes what models are read with: one request of the bound tenant at a time, and
	 * never all of the heap, so that whoever deploys keeps nobody else from posting.
	 * @param bytes all of the models together
	 */
	Lease takeForModels(long bytes) {
		Semaphore lane = this.lanes.get(Tenancy.current().map(TenantId::slug).orElse(""),
				(tenant) -> new Semaphore(1, true));
		acquire(lane, 1);
		try {
			Lease lease = take((bytes > SHARE) ? mostOfIt() : mostOfIt() / LANES);
			return () -> {
				lease.giveBack();
				lane.release();
			};
		}
		catch (Refusal refusal) {
			lane.release();
			throw refusal;
		}
	}

	private Lease take(int units) {
		if (units <= LARGE) {
			acquire(this.free, units);
			return () -> this.free.release(units);
		}
		int large = Math.min(units, mostOfIt());
		acquire(this.forLarge, large);
		if (!isAcquired(this.free, large)) {
			this.forLarge.release(large);
			throw Refusal.unavailable(WAIT_SECONDS);
		}
		return () -> {
			this.free.release(large);
			this.forLarge.release(large);
		};
	}

	private int mostOfIt() {
		return this.capacity - this.capacity / 4;
	}

	private static void acquire(Semaphore semaphore, int permits) {
		if (!isAcquired(semaphore, permits)) {
			throw Refusal.unavailable(WAIT_SECONDS);
		}
	}

	private static boolean isAcquired(Semaphore semaphore, int permits) {
		return Permits.areTaken(semaphore, permits, Duration.ofSeconds(WAIT_SECONDS));
	}

	/** Whether a body sent there is a file, which is stored as it is. */
	static boolean isFile(String uri) {
		return uri.endsWith(FILE);
	}

	/** Whether a body sent there may say itself, or by its address, who sends it. */
	static boolean isEvent(String uri) {
		return uri.equals(EVENTS) || uri.equals(CHANGE_EVENTS) || EVENT.matcher(uri).matches();
	}

	/** What was taken, to be given back once. */
	interface Lease {

		Lease NONE = () -> {
		};

		void giveBack();

	}

}
