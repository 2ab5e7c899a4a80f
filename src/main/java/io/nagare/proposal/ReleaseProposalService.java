package io.nagare.proposal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.change.ChangeApprovals;
import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.proposal.NewReleaseProposal.NewProposedMigration;
import io.nagare.proposal.ReleaseProposal.BegunMigration;
import io.nagare.proposal.ReleaseProposal.ProposedMigration;
import io.nagare.shared.Refusal;
import io.nagare.ticket.Tickets;
import io.nagare.trial.ModelCaseService.Tried;
import io.nagare.workflow.Releases;
import io.nagare.workflow.Releases.Candidate;
import io.nagare.workflow.Releases.Rehearsed;

/** Proposes releases as changes, and puts them in force while those are carried out. */
@Component
public class ReleaseProposalService {

	private final ReleaseProposalStore store;

	private final Releases releases;

	private final ChangeApprovals approvals;

	private final ProposedChanges changes;

	private final Tickets tickets;

	private final CurrentCaller callers;

	private final TransactionTemplate transaction;

	ReleaseProposalService(ReleaseProposalStore store, Releases releases, ChangeApprovals approvals,
			ProposedChanges changes, Tickets tickets, CurrentCaller callers, PlatformTransactionManager transactions) {
		this.store = store;
		this.releases = releases;
		this.approvals = approvals;
		this.changes = changes;
		this.tickets = tickets;
		this.callers = callers;
		this.transaction = new TransactionTemplate(transactions);
	}

	/**
	 * Opens a change that proposes the files, with what they change, and what comes of
	 * the test cases otherwise, as its description.
	 * @throws Refusal FORBIDDEN, MODEL_REJECTED where the gate would refuse them,
	 * CONFLICT where they were made from what is no longer in force, and whatever is
	 * wrong with the change
	 */
	public ReleaseProposal propose(Map<String, byte[]> files, NewReleaseProposal wanted) {
		Caller caller = this.callers.requireMember();
		caller.demand("model:deploy");
		Rehearsed rehearsed = rehearsed(wanted.rehearsalId());
		NewProposedMigration migration = wanted.migration();
		if (migration != null) {
			caller.demand("model:migrate");
		}
		Candidate candidate = this.releases.examine(files, (migration != null) ? migration.places() : null);
		this.releases.demandInForce((wanted.base() != null) ? wanted.base() : Map.of());
		List<Tried> tried = this.changes.tried(files);
		return this.transaction.execute((status) -> {
			UUID change = this.changes.open(candidate, tried, wanted);
			this.store.add(change, wanted, candidate, rehearsed, caller.userId());
			return this.store.find(change).orElseThrow();
		});
	}

	private @Nullable Rehearsed rehearsed(@Nullable UUID rehearsal) {
		return (rehearsal != null) ? this.releases.rehearsed(rehearsal)
			.orElseThrow(() -> Refusal.invalid("rehearsal_id", "unknown_rehearsal")) : null;
	}

	/**
	 * The latest hundred proposals whose change the caller may read, the last first.
	 * @throws Refusal FORBIDDEN for who may not read models
	 */
	@Transactional(readOnly = true)
	public List<ReleaseProposal> latest() {
		this.callers.requireMember().demand("model:read");
		return this.store.latest()
			.stream()
			.filter((proposal) -> this.tickets.findReadable(proposal.changeId()).isPresent())
			.toList();
	}

	/** What a change proposes; empty for nothing, and for who may not read the change. */
	@Transactional(readOnly = true)
	public Optional<ReleaseProposal> find(UUID change) {
		return this.tickets.findReadable(change).flatMap((ticket) -> this.store.find(ticket.id()));
	}

	/**
	 * The same.
	 * @throws Refusal NOT_FOUND for nothing
	 */
	@Transactional(readOnly = true)
	public ReleaseProposal of(UUID change) {
		return find(change).orElseThrow(Refusal::notFound);
	}

	/**
	 * A proposed file, likewise.
	 * @throws Refusal NOT_FOUND where there is none of that name either
	 */
	@Transactional(readOnly = true)
	public byte[] file(UUID change, String name) {
		of(change);
		byte[] content = this.store.contents(change).get(name);
		if (content == null) {
			throw Refusal.notFound();
		}
		return content;
	}

	/**
	 * Puts in force what the change proposes, and lets running tickets follow where it
	 * says so.
	 * @throws Refusal FORBIDDEN, NOT_FOUND; CONFLICT where that was done already, where
	 * the change is not being carried out as others approved it, or where what is in
	 * force is no longer what the proposal was compared with
	 */
	@Transactional
	public ReleaseProposal activate(UUID change) {
		Caller caller = this.callers.requireMember();
		caller.demand("model:deploy");
		this.releases.takeTurn();
		ReleaseProposal proposal = of(change);
		if (this.store.isReleased(change)) {
			throw Refusal.conflict("change_id", "released_already", proposal.changeNumber());
		}
		if (!this.approvals.allow(change, proposal.proposedBy())) {
			throw Refusal.conflict("change_id", "change_not_carried_out", proposal.changeNumber());
		}
		if (!this.releases.inForce(proposal.models()).equals(this.store.before(change))) {
			throw Refusal.conflict("files", "proposal_outdated", proposal.changeNumber());
		}
		String release = this.releases.deploy(this.store.contents(change),
				proposal.changeNumber() + " " + proposal.comment());
		this.store.activate(change, release, caller.userId());
		ProposedMigration migration = proposal.migration();
		if (migration != null) {
			caller.demand("model:migrate");
			this.store.migrates(change, begun(proposal.models(), migration));
		}
		return this.store.find(change).orElseThrow();
	}

	private ProposedMigration begun(List<String> models, ProposedMigration migration) {
		return new ProposedMigration(migration.first(), migration.map(), migration.planned(),
				this.releases.migrate(models, migration.map(), migration.first())
					.entrySet()
					.stream()
					.map((one) -> new BegunMigration(one.getKey(), one.getValue()))
					.toList());
	}

}
