package io.nagare.workflow.internal.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.springframework.stereotype.Component;

import io.nagare.shared.Tenancy;
import io.nagare.workflow.RequestModels;
import io.nagare.workflow.internal.EngineTables;

/** Reads the types of requests from the processes in force. */
@Component
class DeployedRequestModels implements RequestModels {

	private final EngineTables tables;

	private final ProcessModels models;

	private final DeployedRetiredWords retired;

	DeployedRequestModels(EngineTables tables, ProcessModels models, DeployedRetiredWords retired) {
		this.retired = retired;
		this.tables = tables;
		this.models = models;
	}

	@Override
	public List<RequestModel> all() {
		Map<String, RequestModel> byType = new TreeMap<>();
		this.tables.processes(Tenancy.require().slug()).forEach((process) -> {
			RequestModel request = this.models.of(process.id()).request();
			if (request != null && (process.owner() != null || !byType.containsKey(request.type()))) {
				// a product update may bring a type that the tenant has long since
				byType.put(request.type(), offered(request));
			}
		});
		return List.copyOf(byType.values());
	}

	/** As people may ask for it now. */
	private RequestModel offered(RequestModel model) {
		return new RequestModel(model.type(), model.process(), model.label(), model.description(), model.category(),
				model.actors(), model.form(), model.fields().stream().map(this.retired::offered).toList());
	}

	@Override
	public List<TableQuestion> questions() {
		Map<String, ProcessModel> inForce = new LinkedHashMap<>();
		this.tables.processes(Tenancy.require().slug())
			.forEach((process) -> inForce.put(process.key(), this.models.of(process.id())));
		Map<ProcessModel.Asked, TableQuestion> questions = new LinkedHashMap<>();
		inForce.values().forEach((model) -> {
			RequestModel request = model.request();
			if (request != null) {
				add(questions, model, request.type(), Map.of());
				model.handed().forEach((call) -> {
					ProcessModel called = inForce.get(call.process());
					if (called != null) {
						add(questions, called, request.type(), call.words());
					}
				});
			}
		});
		return List.copyOf(questions.values());
	}

	private static void add(Map<ProcessModel.Asked, TableQuestion> questions, ProcessModel model, String type,
			Map<String, String> words) {
		model.asked()
			.forEach((asked) -> questions
				.computeIfAbsent(asked, (one) -> new TableQuestion(one.table(), one.inputs(), new LinkedHashMap<>()))
				.handed()
				.put(type, words));
	}

	@Override
	public Optional<RequestModel> find(String type) {
		return all().stream().filter((one) -> one.type().equals(type)).findFirst();
	}

}
