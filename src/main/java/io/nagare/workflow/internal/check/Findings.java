package io.nagare.workflow.internal.check;

import java.util.List;

import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Refusal;

/** What is wrong in one file, each at the element that an owner sees in his editor. */
record Findings(String file, List<Refusal.Detail> all) {

	/** At an element, or the nearest around it that has an id. */
	void at(@Nullable ModelElementInstance place, String rule, Object... args) {
		ModelElementInstance at = place;
		while (at != null
				&& !((at instanceof FlowElement || at instanceof Process) && at.getAttributeValue("id") != null)) {
			at = at.getParentElement();
		}
		at((at != null) ? at.getAttributeValue("id") : null, rule, args);
	}

	void at(@Nullable String element, String rule, Object... args) {
		this.all.add(Refusal.Detail.of((element != null && !element.isEmpty()) ? this.file + "#" + element : this.file,
				rule, args));
	}

	void file(String rule, Object... args) {
		this.all.add(Refusal.Detail.of(this.file, rule, args));
	}

}
