package io.nagare.vendor;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.cmdb.CiMerged;

/** Has contracts cover the item that stays where two were merged. */
@Component
class ContractItemListener {

	private final ContractRepository contracts;

	ContractItemListener(ContractRepository contracts) {
		this.contracts = contracts;
	}

	@EventListener
	void on(CiMerged merged) {
		this.contracts.lockCovering(merged.from())
			.forEach((contract) -> this.contracts.save(contract.coverInstead(merged.from(), merged.into())));
	}

}
