package io.nagare.workflow.internal.listener;

import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.nagare.workflow.WorkItem;

/**
 * Lets a ticket's tasks show what the ticket says, once, at the end of the transaction
 * that changed it: whatever it was that changed it, and however often. Where no task is
 * older than the transaction, and the ticket says the same as when they were dressed,
 * nobody needs to look.
 */
public final class TaskRefresh implements TransactionSynchronization {

	private final UUID ticketId;

	private boolean onlyNew;

	private @Nullable WorkItem shown;

	private @Nullable Supplier<WorkItem> says;

	private Consumer<WorkItem> refresh = (item) -> {
	};

	private TaskRefresh(UUID ticketId) {
		this.ticketId = ticketId;
	}

	/** The one of the ticket and the current transaction. */
	public static TaskRefresh of(UUID ticketId) {
		for (TransactionSynchronization one : TransactionSynchronizationManager.getSynchronizations()) {
			if (one instanceof TaskRefresh refresh && refresh.ticketId.equals(ticketId)) {
				return refresh;
			}
		}
		TaskRefresh refresh = new TaskRefresh(ticketId);
		TransactionSynchronizationManager.registerSynchronization(refresh);
		return refresh;
	}

	/** No task that is open now will be open when the transaction ends. */
	public void replacesAll() {
		this.onlyNew = true;
	}

	/** A new task was dressed. */
	void shows(WorkItem item) {
		if (this.shown != null && !this.shown.equals(item)) {
			this.onlyNew = false;
		}
		this.shown = item;
	}

	/**
	 * The ticket has changed.
	 * @param says what it says
	 * @param refresh lets its tasks show that
	 */
	public void wanted(Supplier<WorkItem> says, Consumer<WorkItem> refresh) {
		this.says = says;
		this.refresh = refresh;
	}

	@Override
	public void beforeCommit(boolean readOnly) {
		if (this.says != null && !(this.onlyNew && this.shown == null)) {
			WorkItem item = this.says.get();
			if (!(this.onlyNew && item.equals(this.shown))) {
				this.refresh.accept(item);
			}
		}
	}

}
