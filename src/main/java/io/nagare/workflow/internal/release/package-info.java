/** What was deployed together, why and by whom, and the way back. */
@NullMarked
package io.nagare.workflow.internal.release;

import org.jspecify.annotations.NullMarked;
