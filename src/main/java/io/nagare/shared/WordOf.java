package io.nagare.shared;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The text, or each text of a list, is always one of the words of a closed list, which
 * the OpenAPI document names: the constants in lower case.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface WordOf {

	Class<? extends Enum<?>> value();

}
