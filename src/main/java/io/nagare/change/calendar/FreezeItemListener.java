package io.nagare.change.calendar;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.cmdb.CiMerged;

/** Has freezes hold for the item that stays where two were merged. */
@Component
class FreezeItemListener {

	private final FreezeRepository freezes;

	FreezeItemListener(FreezeRepository freezes) {
		this.freezes = freezes;
	}

	@EventListener
	void on(CiMerged merged) {
		this.freezes.lockOf(merged.from()).forEach((freeze) -> this.freezes.save(freeze.holdsFor(merged.into())));
	}

}
