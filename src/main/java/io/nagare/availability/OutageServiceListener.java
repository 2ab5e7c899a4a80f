package io.nagare.availability;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.cmdb.CiMerged;

/** Has outages be those of the service that stays where two were merged. */
@Component
class OutageServiceListener {

	private final OutageRepository outages;

	OutageServiceListener(OutageRepository outages) {
		this.outages = outages;
	}

	@EventListener
	void on(CiMerged merged) {
		this.outages.lockOf(merged.from()).forEach((outage) -> this.outages.save(outage.isOf(merged.into())));
	}

}
