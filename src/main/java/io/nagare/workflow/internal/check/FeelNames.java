package io.nagare.workflow.internal.check;

import java.util.LinkedHashSet;
import java.util.Set;

import camundajar.impl.scala.Product;
import camundajar.impl.scala.collection.Iterable;
import camundajar.impl.scala.collection.Iterator;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.ConstContext;
import org.camunda.feel.syntaxtree.EveryItem;
import org.camunda.feel.syntaxtree.Filter;
import org.camunda.feel.syntaxtree.For;
import org.camunda.feel.syntaxtree.FunctionDefinition;
import org.camunda.feel.syntaxtree.Ref;
import org.camunda.feel.syntaxtree.SomeItem;

/** The variables that a FEEL expression reads, but for where it has names of its own. */
final class FeelNames {

	private FeelNames() {
	}

	/** None of what can't be read. */
	static Set<String> in(ParseResult parsed) {
		Set<String> names = new LinkedHashSet<>();
		if (parsed.isSuccess()) {
			collect(parsed.parsedExpression().expression(), names);
		}
		return names;
	}

	private static void collect(Object part, Set<String> names) {
		if (part instanceof Ref ref) {
			names.add(String.valueOf(ref.names().head()));
			return;
		}
		if (part instanceof Filter || part instanceof For || part instanceof SomeItem || part instanceof EveryItem
				|| part instanceof ConstContext || part instanceof FunctionDefinition) {
			return;
		}
		Iterator<?> children = (part instanceof Iterable<?> list) ? list.iterator()
				: (part instanceof Product product) ? product.productIterator() : null;
		while (children != null && children.hasNext()) {
			collect(children.next(), names);
		}
	}

}
