package io.nagare.workflow.internal.check;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.xml.ModelException;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

import io.nagare.shared.Refusal;

/** Models that the gate does not let in, and how their owner calls what is in them. */
public final class RejectedModels extends Refusal {

	private static final long serialVersionUID = 1L;

	/** By the ends of file names. */
	private static final Map<String, String> CODES = Map.of("dmn", "TABLE_REJECTED", "form", "FORM_REJECTED");

	private final transient Map<String, byte[]> files;

	private final transient Map<String, Optional<BpmnModelInstance>> read = new HashMap<>();

	RejectedModels(List<Detail> wrong, Map<String, byte[]> files) {
		super(Kind.MODEL_REJECTED, wrong);
		this.files = files;
	}

	/**
	 * Where something is wrong, with the name that stands in the drawing.
	 * @param field a file, or a file and an element of it
	 */
	public String place(String field) {
		int sign = field.indexOf('#');
		Optional<BpmnModelInstance> drawn = (sign < 0) ? Optional.empty()
				: this.read.computeIfAbsent(field.substring(0, sign), this::drawn);
		ModelElementInstance element = drawn.map((model) -> model.getModelElementById(field.substring(sign + 1)))
			.map(ModelElementInstance.class::cast)
			.orElse(null);
		String name = (element != null) ? element.getAttributeValue("name") : null;
		return (name != null && !name.isBlank()) ? name.strip() + " (" + field + ")" : field;
	}

	/** The error's code, which tells what kind of file is wrong where all are of one. */
	public String code() {
		Set<String> kinds = details().stream()
			.map((detail) -> String.valueOf(detail.field()).replaceFirst("#.*", "").replaceFirst(".*\\.", ""))
			.collect(Collectors.toSet());
		return (kinds.size() > 1) ? kind().name() : CODES.getOrDefault(kinds.iterator().next(), kind().name());
	}

	private Optional<BpmnModelInstance> drawn(String file) {
		byte[] content = this.files.get(file);
		try {
			return (content != null && file.endsWith(".bpmn"))
					? Optional.of(Bpmn.readModelFromStream(new ByteArrayInputStream(content))) : Optional.empty();
		}
		catch (ModelException ex) {
			// that it can't be read is what is wrong with it
			return Optional.empty();
		}
	}

}
