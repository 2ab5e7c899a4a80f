package io.nagare.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The words that an argument of a verb may be: the product's own, or those of a table.
 * Those of forms, such as reasons and codes, are known by the argument's name.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface AllowedWords {

	/** All of them, in the order in which they are offered. */
	String[] value() default {};

	/**
	 * Key of the table whose first column has them, in rows that say something in the
	 * last one; empty for words of the product.
	 */
	String table() default "";

	/**
	 * The column whose allowed values they are, where they stand there and not in rows.
	 */
	String column() default "";

}
