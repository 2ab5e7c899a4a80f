package io.nagare.workflow.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.xml.instance.DomElement;

import io.nagare.shared.Refusal;

/** Finds in a DMN model whatever is not plain FEEL. */
final class DmnCheck {

	/** The engine's word for it, and OMG's address of each of its versions. */
	private static final Pattern FEEL = Pattern.compile("feel|https?://www\\.omg\\.org/spec/(DMN/\\d+/)?FEEL/(\\d+)?");

	private DmnCheck() {
	}

	static List<Refusal.Detail> check(String file, DmnModelInstance model) {
		List<Refusal.Detail> findings = new ArrayList<>();
		visit(file, "", model.getDocument().getRootElement(), findings);
		return findings;
	}

	private static void visit(String file, String nearestId, DomElement element, List<Refusal.Detail> findings) {
		String id = element.getAttribute("id");
		String here = (id != null) ? id : nearestId;
		String language = element.getAttribute("expressionLanguage");
		if (language != null && !FEEL.matcher(language).matches()) {
			findings.add(Refusal.Detail.of(file + "#" + here, "model_runs_code", language));
		}
		element.getChildElements().forEach((child) -> visit(file, here, child, findings));
	}

}
