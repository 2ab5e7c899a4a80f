package io.nagare.workflow.internal.difference;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import io.nagare.workflow.ActorWords;
import io.nagare.workflow.Models;
import io.nagare.workflow.Models.ModelInForce;
import io.nagare.workflow.Models.Running;
import io.nagare.workflow.RequestModels;
import io.nagare.workflow.TicketTables;
import io.nagare.workflow.internal.Verbs;
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

	private final RequestModels requests;

	private final Verbs verbs;

	/** Asked late, as those below: they use the engine themselves. */
	private final ObjectProvider<TicketTables> everywhere;

	private final ObjectProvider<ActorWords> words;

	ConcernedTickets(Models models, ModelVersions versions, ModelContents contents, RequestModels requests, Verbs verbs,
			ObjectProvider<TicketTables> everywhere, ObjectProvider<ActorWords> words) {
		this.requests = requests;
		this.verbs = verbs;
		this.everywhere = everywhere;
		this.words = words;
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

	/**
	 * All whose process asks the table: by naming it, by a verb, or by a process that it
	 * calls. Each counts once, in the process that began it.
	 */
	Map<String, Integer> ofTable(String key) {
		List<ModelInForce> processes = this.models.inForce()
			.stream()
			.filter((model) -> model.kind().equals("process"))
			.toList();
		Map<String, String> drawings = new HashMap<>();
		processes.forEach((process) -> this.versions.inForce(process.key())
			.ifPresent(
					(now) -> drawings.put(process.key(), new String(this.contents.file(now), StandardCharsets.UTF_8))));
		Set<String> concerned = concerned(key, drawings, this.verbs.asking(key));
		if (this.everywhere.stream().anyMatch((one) -> one.tables().contains(key))) {
			concerned.addAll(processes.stream().map(ModelInForce::key).filter(this::beginsTickets).toList());
		}
		int tickets = processes.stream()
			.filter((process) -> concerned.contains(process.key()))
			.flatMap((process) -> process.running().stream())
			.mapToInt(Running::processes)
			.sum();
		return Map.of(ALL, tickets);
	}

	private boolean beginsTickets(String process) {
		return this.words.stream().anyMatch((words) -> words.beginsTickets(process))
				|| this.requests.all().stream().anyMatch((request) -> request.process().equals(process));
	}

	/**
	 * Those that ask the table, themselves or through others, and that no other of them
	 * calls.
	 * @param drawings the processes, by their keys
	 * @param verbs that ask it
	 */
	static Set<String> concerned(String table, Map<String, String> drawings, Set<String> verbs) {
		Set<String> asking = new HashSet<>();
		drawings.forEach((process, drawn) -> {
			if (drawn.contains("decisionRef=\"" + table + "\"")
					|| verbs.stream().anyMatch((verb) -> drawn.contains(verb + "("))) {
				asking.add(process);
			}
		});
		boolean more = true;
		while (more) {
			more = asking.addAll(drawings.keySet()
				.stream()
				.filter((process) -> asking.stream().anyMatch((called) -> calls(drawings, process, called)))
				.toList());
		}
		Set<String> first = new HashSet<>(asking);
		first.removeIf((called) -> asking.stream()
			.anyMatch((process) -> !process.equals(called) && calls(drawings, process, called)));
		return first;
	}

	private static boolean calls(Map<String, String> drawings, String process, String called) {
		return String.valueOf(drawings.get(process)).contains("calledElement=\"" + called + "\"");
	}

}
