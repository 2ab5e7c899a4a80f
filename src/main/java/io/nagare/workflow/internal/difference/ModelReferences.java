package io.nagare.workflow.internal.difference;

import java.io.ByteArrayInputStream;
import java.util.HashSet;
import java.util.Set;

import javax.xml.XMLConstants;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.InformationRequirement;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.w3c.dom.Text;

import io.nagare.workflow.internal.check.ExpressionTree;

/**
 * What a process or decision refers to, as the engine reads it: not what its texts
 * mention.
 *
 * @param tables the decisions that its tasks name, or that it requires
 * @param verbs what its expressions call, as {@code change.openRound}
 * @param processes what it calls
 */
record ModelReferences(Set<String> tables, Set<String> verbs, Set<String> processes) {

	private static final String DOCUMENTATION = "documentation";

	/** Those of a process of a file. */
	static ModelReferences ofProcess(String key, byte[] file) {
		ModelReferences found = new ModelReferences(new HashSet<>(), new HashSet<>(), new HashSet<>());
		if (Bpmn.readModelFromStream(new ByteArrayInputStream(file))
			.getDocument()
			.getDomSource()
			.getNode() instanceof Document document) {
			NodeList processes = document.getElementsByTagNameNS(BpmnModelConstants.BPMN20_NS, "process");
			for (int i = 0; i < processes.getLength(); i++) {
				if (processes.item(i) instanceof Element process && process.getAttribute("id").equals(key)) {
					found.read(process);
				}
			}
		}
		return found;
	}

	/** Those of a decision of a file: what must be decided before it. */
	static ModelReferences ofDecision(String key, byte[] file) {
		Set<String> required = new HashSet<>();
		if (Dmn.readModelFromStream(new ByteArrayInputStream(file))
			.getModelElementById(key) instanceof Decision decision) {
			for (InformationRequirement requirement : decision.getInformationRequirements()) {
				if (requirement.getRequiredDecision() != null) {
					required.add(requirement.getRequiredDecision().getId());
				}
			}
		}
		return new ModelReferences(required, Set.of(), Set.of());
	}

	private void read(Element element) {
		String name = element.getLocalName();
		if (DOCUMENTATION.equals(name)) {
			return;
		}
		NamedNodeMap attributes = element.getAttributes();
		for (int i = 0; i < attributes.getLength(); i++) {
			Node attribute = attributes.item(i);
			String value = attribute.getNodeValue().strip();
			if (XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI())) {
				continue;
			}
			if ("decisionRef".equals(attribute.getLocalName())) {
				this.tables.add(value);
			}
			if ("callActivity".equals(name) && "calledElement".equals(attribute.getLocalName())) {
				this.processes.add(value);
			}
			this.verbs.addAll(ExpressionTree.calls(value));
		}
		for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
			if (child instanceof Element one) {
				read(one);
			}
			else if (child instanceof Text text) {
				this.verbs.addAll(ExpressionTree.calls(text.getData().strip()));
			}
		}
	}

}
