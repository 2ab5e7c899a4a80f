package io.nagare.workflow.internal.difference;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import io.nagare.workflow.Models;
import io.nagare.workflow.Models.ModelInForce;
import io.nagare.workflow.Models.Running;
import io.nagare.workflow.TicketTables;
import io.nagare.workflow.internal.ModelKind;
import io.nagare.workflow.internal.Verbs;
import io.nagare.workflow.internal.check.CheckDeadline;
import io.nagare.workflow.internal.release.ModelContents;
import io.nagare.workflow.internal.release.ModelVersions;
import io.nagare.workflow.internal.release.ModelVersions.Located;

import static java.util.stream.Collectors.toSet;

/** How many running tickets of the bound tenant a change concerns. */
@Component
class ConcernedTickets {

	/** All that run on the model, where no element is meant. */
	static final String ALL = "";

	/** Versions whose references are kept, some hundred bytes each. */
	private static final int MOST = 2_000;

	/** By the engine's ids of versions, which never change. */
	private final Cache<String, ModelReferences> references = Caffeine.newBuilder().maximumSize(MOST).build();

	private final Models models;

	private final ModelVersions versions;

	private final ModelContents contents;

	private final Verbs verbs;

	/** Asked late: they use the engine themselves. */
	private final ObjectProvider<TicketTables> product;

	ConcernedTickets(Models models, ModelVersions versions, ModelContents contents, Verbs verbs,
			ObjectProvider<TicketTables> product) {
		this.models = models;
		this.versions = versions;
		this.contents = contents;
		this.verbs = verbs;
		this.product = product;
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

	/** What the models in force refer to; to be read once for all tables of a change. */
	InForce inForce() {
		InForce inForce = new InForce(new HashMap<>(), new HashMap<>(), new HashMap<>());
		for (ModelInForce model : this.models.inForce()) {
			CheckDeadline.demand(model.key());
			boolean process = model.kind().equals(ModelKind.PROCESS.word());
			this.versions.inForce(process ? ModelKind.PROCESS : ModelKind.DECISION, model.key()).ifPresent((now) -> {
				ModelReferences refers = this.references.get(now.id(), (id) -> references(now));
				if (process) {
					inForce.processes.put(model.key(), refers);
					inForce.running.put(model.key(), model.running().stream().mapToInt(Running::processes).sum());
				}
				else {
					inForce.tables.put(model.key(), refers);
				}
			});
		}
		return inForce;
	}

	private ModelReferences references(Located version) {
		byte[] file = this.contents.file(version);
		return (version.kind() == ModelKind.PROCESS) ? ModelReferences.ofProcess(version.key(), file)
				: ModelReferences.ofDecision(version.key(), file);
	}

	/**
	 * All whose process asks the table, or for which the product itself does. A process
	 * asks it by a task, by a verb, by another table that requires it, or by a process
	 * that it calls; each ticket counts once, in the process that began it.
	 */
	Map<String, Integer> ofTable(String key, InForce inForce) {
		Set<String> asked = requiring(key, inForce.tables);
		Set<String> verbs = asked.stream().flatMap((table) -> this.verbs.asking(table).stream()).collect(toSet());
		int byModels = concerned(asked, verbs, inForce.processes).stream()
			.mapToInt((process) -> inForce.running.getOrDefault(process, 0))
			.sum();
		int byProduct = this.product.stream()
			.filter((one) -> one.tables().stream().anyMatch(asked::contains))
			.mapToInt(TicketTables::tickets)
			.max()
			.orElse(0);
		return Map.of(ALL, Math.max(byModels, byProduct));
	}

	/** The table, and those that can't be decided without it. */
	static Set<String> requiring(String table, Map<String, ModelReferences> tables) {
		Set<String> all = new HashSet<>(Set.of(table));
		boolean more = true;
		while (more) {
			more = all.addAll(tables.entrySet()
				.stream()
				.filter((one) -> one.getValue().tables().stream().anyMatch(all::contains))
				.map(Map.Entry::getKey)
				.toList());
		}
		return all;
	}

	/**
	 * Those that ask one of the tables, themselves or through others, and that no other
	 * of them calls.
	 * @param verbs that ask one
	 * @param processes by their keys
	 */
	static Set<String> concerned(Set<String> tables, Set<String> verbs, Map<String, ModelReferences> processes) {
		Set<String> asking = new HashSet<>();
		processes.forEach((process, refers) -> {
			if (!Collections.disjoint(refers.tables(), tables) || !Collections.disjoint(refers.verbs(), verbs)) {
				asking.add(process);
			}
		});
		boolean more = true;
		while (more) {
			more = asking.addAll(processes.entrySet()
				.stream()
				.filter((process) -> !Collections.disjoint(process.getValue().processes(), asking))
				.map(Map.Entry::getKey)
				.toList());
		}
		Set<String> first = new HashSet<>(asking);
		asking.forEach((process) -> {
			ModelReferences refers = processes.get(process);
			if (refers != null) {
				refers.processes().stream().filter((called) -> !called.equals(process)).forEach(first::remove);
			}
		});
		return first;
	}

	/**
	 * The models in force, by their keys.
	 *
	 * @param processes what each process refers to
	 * @param tables what each table refers to
	 * @param running how many run of each process
	 */
	record InForce(Map<String, ModelReferences> processes, Map<String, ModelReferences> tables,
			Map<String, Integer> running) {
	}

}
