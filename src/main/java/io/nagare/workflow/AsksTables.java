package io.nagare.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which decision tables a verb asks that no model names, so that whoever changes one
 * learns which tickets it concerns.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AsksTables {

	/** Their keys. */
	String[] value();

}
