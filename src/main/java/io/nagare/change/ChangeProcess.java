package io.nagare.change;

import java.util.UUID;

import org.springframework.stereotype.Component;

import io.nagare.workflow.Processes;

/** What changes tell their processes; the one place for their keys. */
@Component
class ChangeProcess {

	private static final String AFTERMATH = "change-aftermath";

	private final Processes processes;

	ChangeProcess(Processes processes) {
		this.processes = processes;
	}

	/** It was carried out, and what it caused will show. */
	void implemented(UUID change) {
		this.processes.start(AFTERMATH, change);
	}

}
