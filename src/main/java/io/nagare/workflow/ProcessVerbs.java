package io.nagare.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.stereotype.Component;

/**
 * Marks the verbs that a model may call: {@code ${incidentLifecycle.recordResolution(…)}}
 * calls the public method of the bean of that name. Nothing else resolves in a model's
 * expressions, and no Java code calls such a class.
 */
@Documented
@Component
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ProcessVerbs {

}
