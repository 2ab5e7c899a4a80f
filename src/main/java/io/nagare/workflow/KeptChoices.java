package io.nagare.workflow;

import java.util.Map;

/**
 * Which answers that stay on tickets are entries of a list of the organisation, as the
 * forms of the bound tenant's models in force say.
 */
public interface KeptChoices {

	/** The lists by the keys of the fields. */
	Map<String, ChoiceList> lists();

}
