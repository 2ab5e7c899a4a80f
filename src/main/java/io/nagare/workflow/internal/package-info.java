/** Embedded Camunda 7.24. A move to a fork of it ends here. */
@NullMarked
package io.nagare.workflow.internal;

import org.jspecify.annotations.NullMarked;
