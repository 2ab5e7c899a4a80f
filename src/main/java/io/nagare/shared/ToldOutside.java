package io.nagare.shared;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Programs outside are told of what becomes of each entity that says this: that it was
 * made, changed or deleted. Tickets are told of by events of their own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ToldOutside {

	/** What it is called outside, before {@code .created}, {@code .updated}. */
	String kind();

	/** What whoever is told of it must be allowed to read. */
	String reads();

	/**
	 * The fields that name it among people, by their names in Java; the first that says
	 * something does.
	 */
	String[] title() default {};

	/** The fields that are told, by their names in Java. */
	String[] fields();

}
