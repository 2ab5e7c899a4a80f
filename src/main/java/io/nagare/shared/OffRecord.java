package io.nagare.shared;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Every change of an entity is put on record, field by field. An entity that says this is
 * left out; of a field that says it, the record tells that it changed but not from what
 * to what.
 */
@Target({ ElementType.TYPE, ElementType.FIELD })
@Retention(RetentionPolicy.RUNTIME)
public @interface OffRecord {

	/** Why. */
	String value();

}
