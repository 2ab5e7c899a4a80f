package io.nagare.workflow.internal;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.stereotype.Component;

import io.nagare.workflow.ProcessVerbs;

/**
 * The beans that models may call. They are looked up late, as they use the engine
 * themselves.
 */
@Component
class Verbs {

	private final ListableBeanFactory beans;

	private final Set<String> names;

	Verbs(ListableBeanFactory beans) {
		this.beans = beans;
		this.names = Arrays.stream(beans.getBeanNamesForAnnotation(ProcessVerbs.class))
			.collect(Collectors.toUnmodifiableSet());
	}

	boolean contains(Object name) {
		return this.names.contains(name);
	}

	Object bean(String name) {
		return this.beans.getBean(name);
	}

	/** The class of the verbs of that name. */
	Class<?> type(String name) {
		return this.beans.getType(name);
	}

}
