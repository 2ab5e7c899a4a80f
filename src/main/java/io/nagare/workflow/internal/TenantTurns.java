package io.nagare.workflow.internal;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.shared.concurrent.TurnQueue;

/**
 * Work that is done aside, one piece at a time: that of each tenant in its order, and the
 * tenants in turn, so that who asks for much waits for himself.
 */
public final class TenantTurns {

	/** So many pieces of all tenants wait at most. */
	private static final int MOST = 20;

	/** So many of them are one tenant's. */
	static final int MOST_OF_ONE = 4;

	private final TurnQueue turns = new TurnQueue(1);

	private final ThreadPoolExecutor aside;

	/** Works in a thread of that name. */
	public TenantTurns(String name) {
		this.aside = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				(work) -> new Thread(work, name));
	}

	/**
	 * Demands that the bound tenant may ask for one more piece.
	 * @throws Refusal UNAVAILABLE where enough of it waits already
	 */
	public void demandRoom() {
		if (this.turns.size() >= MOST || this.turns.size(Tenancy.require().id()) >= MOST_OF_ONE) {
			throw Refusal.unavailable(60);
		}
	}

	/** Does it for the bound tenant when it is its turn. */
	public void later(Runnable work) {
		TenantId tenant = Tenancy.require();
		this.turns.add(tenant.id(), tenant.id(), () -> Tenancy.as(tenant, work));
		this.aside.execute(this.turns::work);
	}

	/** Begins nothing more. */
	public void shutdown() {
		this.aside.shutdown();
	}

}
