package io.nagare;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyAttributes;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * How often properties are tried: with {@code -Pfull} as often as they say and with
 * random seeds, else a fifth of that and always with the same values, so that a change
 * that has nothing to do with a property never fails by it.
 */
public class PropertyTries implements AroundPropertyHook {

	private static final boolean FULL = Boolean.getBoolean("nagare.full");

	private static final int PART = 5;

	private static final int FEWEST = 20;

	private static final int OF_JQWIK = 1000;

	@Override
	public PropagationMode propagateTo() {
		return PropagationMode.ALL_DESCENDANTS;
	}

	@Override
	public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property)
			throws Throwable {
		if (!FULL) {
			PropertyAttributes attributes = context.attributes();
			int tries = attributes.tries().orElse(OF_JQWIK);
			attributes.setTries(Math.min(tries, Math.max(FEWEST, tries / PART)));
			if (attributes.seed().isEmpty()) {
				attributes.setSeed("36");
			}
		}
		return property.execute();
	}

}
