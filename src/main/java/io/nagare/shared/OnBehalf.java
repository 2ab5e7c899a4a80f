package io.nagare.shared;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the entity's field that holds the key of the user on whose behalf something is
 * done to it when somebody else does it.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnBehalf {

	/** What is done: {@code create} or {@code update}. */
	String when() default "create";

	/**
	 * The field that holds the key of whoever acts in his place, so that nobody else
	 * does; empty where whoever does it does so for him.
	 */
	String by() default "";

}
