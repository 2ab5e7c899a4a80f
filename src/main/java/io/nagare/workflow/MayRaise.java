package io.nagare.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which {@link ProcessError} a verb may end in, so that whoever draws can catch it.
 * An error that is not told here does not reach the model.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface MayRaise {

	/** The error codes as written in the model. */
	String[] value();

}
