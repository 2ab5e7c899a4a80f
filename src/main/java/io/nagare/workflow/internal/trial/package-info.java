/** Models tried before they are deployed. */
@NullMarked
package io.nagare.workflow.internal.trial;

import org.jspecify.annotations.NullMarked;
