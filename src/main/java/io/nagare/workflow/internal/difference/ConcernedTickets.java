package io.nagare.workflow.internal.difference;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.nagare.workflow.Models;
import io.nagare.workflow.Models.ModelInForce;
import io.nagare.workflow.Models.Running;
import io.nagare.workflow.internal.release.ModelContents;
import io.nagare.workflow.internal.release.ModelVersions;

/** How many running tickets of the bound tenant a change concerns. */
@Component
class ConcernedTickets {

	/** All that run on the model, where no element is meant. */
	static final String ALL = "";

	private final Models models;

	private final ModelVersions versions;

	private final ModelContents contents;

	ConcernedTickets(Models models, ModelVersions versions, ModelContents contents) {
		this.models = models;
		this.versions = versions;
		this.contents = contents;
	}

	/** Those that rest at each element of any version, and all of them. */
	Map<String, Integer> ofProcess(String key) {
		Map<String, Integer> tickets = new HashMap<>();
		this.versions.of(key).forEach((version) -> {
			version.elements().forEach((element, number) -> tickets.merge(element, number, Integer::sum));
			tickets.merge(ALL, version.tickets(), Integer::sum);
		});
		tickets.putIfAbsent(" ", 0);
		return tickets;
	}

	/** All that run on processes in force that name the table. */
	Map<String, Integer> ofTable(String key) {
		int tickets = this.models.inForce()
			.stream()
			.filter((model) -> model.kind().equals("process") && names(model, key))
			.flatMap((model) -> model.running().stream())
			.mapToInt(Running::processes)
			.sum();
		return Map.of(ALL, tickets);
	}

	private boolean names(ModelInForce process, String table) {
		return this.versions.inForce(process.key())
			.map((now) -> new String(this.contents.file(now), StandardCharsets.UTF_8))
			.filter((drawn) -> drawn.contains("decisionRef=\"" + table + "\""))
			.isPresent();
	}

}
