package io.nagare.workflow.internal.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.springframework.stereotype.Component;

import io.nagare.shared.Tenancy;
import io.nagare.workflow.RequestModels;
import io.nagare.workflow.internal.EngineTables;

/** Reads the types of requests from the processes in force. */
@Component
class DeployedRequestModels implements RequestModels {

	private final EngineTables tables;

	private final ProcessModels models;

	DeployedRequestModels(EngineTables tables, ProcessModels models) {
		this.tables = tables;
		this.models = models;
	}

	@Override
	public List<RequestModel> all() {
		return this.tables.processes(Tenancy.require().slug())
			.stream()
			.map((process) -> this.models.of(process.id()).request())
			.filter(Objects::nonNull)
			.sorted((one, other) -> one.type().compareTo(other.type()))
			.toList();
	}

	@Override
	public Optional<RequestModel> find(String type) {
		return all().stream().filter((one) -> one.type().equals(type)).findFirst();
	}

}
