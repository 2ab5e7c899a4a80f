package io.nagare.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/**
 * Marks the verbs that a model may call: {@code ${incident.resolve(resolution)}} calls
 * the public method {@code resolve} of the class whose word is {@code incident}. The
 * first parameter of a verb is the id of what the process is about, which is supplied and
 * never written in the model. Nothing else resolves in a model's expressions, and no Java
 * code calls such a class.
 */
@Documented
@Component
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ProcessVerbs {

	/** The word by which expressions know the verbs. */
	@AliasFor(annotation = Component.class)
	String value();

	/**
	 * Whether processes of every practice may call the verbs beside their own; otherwise
	 * those of one practice alone.
	 */
	boolean ofEveryPractice() default false;

}
