/** The gate: what a model must be before it is deployed. */
@NullMarked
package io.nagare.workflow.internal.check;

import org.jspecify.annotations.NullMarked;
