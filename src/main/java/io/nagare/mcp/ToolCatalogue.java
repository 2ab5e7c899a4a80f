package io.nagare.mcp;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.nagare.directory.CurrentCaller;

/** The tools there are, and which of them the current caller is offered. */
@Component
class ToolCatalogue {

	private final Map<String, AssistantTool> tools = new LinkedHashMap<>();

	private final CurrentCaller callers;

	ToolCatalogue(List<AssistantTool> tools, CurrentCaller callers) {
		tools.stream()
			.sorted(Comparator.comparing((tool) -> tool.definition().name()))
			.forEach((tool) -> this.tools.put(tool.definition().name(), tool));
		this.callers = callers;
	}

	List<AssistantTool> all() {
		return List.copyOf(this.tools.values());
	}

	boolean isOffered(String name) {
		AssistantTool tool = this.tools.get(name);
		return tool != null && tool.isFor(this.callers.requireMember());
	}

}
