package io.nagare.workflow.internal.rehearsal;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** One version of a model, which answers what past tickets asked of it. */
interface RehearsedModel {

	/** What is answered where the model has no answer: why. */
	String FAILS = "error";

	/** What comes out; several answers where several fit. */
	List<Map<String, String>> answer(Map<String, @Nullable Object> asked);

}
