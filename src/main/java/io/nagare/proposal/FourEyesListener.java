package io.nagare.proposal;

import java.util.List;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.change.ChangeApprovals;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Tenants;
import io.nagare.proposal.ReleaseProposalStore.Authored;
import io.nagare.shared.Refusal;
import io.nagare.shared.Trial;
import io.nagare.workflow.ModelDeployed;
import io.nagare.workflow.TicketsMigrated;
import io.nagare.workflow.VariantLeft;

/**
 * Lets nothing come into force that nobody else has approved, by whatever door it comes:
 * hears of a deployment inside its transaction, and ends both. What counts are the files
 * as they are, so what was approved is what comes. While the change is carried out, what
 * was in force before may come back too. Running tickets follow likewise as it was
 * approved, and come back whenever that turns out to be wrong.
 */
@Component
class FourEyesListener {

	private final ReleaseProposalStore store;

	private final ChangeApprovals approvals;

	private final Tenants tenants;

	private final CurrentCaller callers;

	FourEyesListener(ReleaseProposalStore store, ChangeApprovals approvals, Tenants tenants, CurrentCaller callers) {
		this.store = store;
		this.approvals = approvals;
		this.tenants = tenants;
		this.callers = callers;
	}

	@EventListener
	void on(ModelDeployed deployed) {
		if (isNeeded() && !isApproved(this.store.holding(deployed.files()))) {
			throw Refusal.conflict("files", "release_needs_approval");
		}
	}

	@EventListener
	void on(VariantLeft left) {
		if (isNeeded() && !isApproved(this.store.beginning(left.entityId()))) {
			throw Refusal.conflict("key", "release_needs_approval");
		}
	}

	@EventListener
	void on(TicketsMigrated migrated) {
		if (!migrated.back() && isNeeded()
				&& !isApproved(this.store.migrating(migrated.entityId(), migrated.release(), migrated.map()))) {
			throw Refusal.conflict("to", "migration_needs_approval", migrated.entityId());
		}
	}

	/** What the product does by itself, and what is only tried, needs nobody. */
	private boolean isNeeded() {
		return this.callers.find().isPresent() && !Trial.isUnderWay() && this.tenants.releasesNeedApproval();
	}

	private boolean isApproved(List<Authored> proposals) {
		return proposals.stream().anyMatch((one) -> this.approvals.allow(one.changeId(), one.proposedBy()));
	}

}
