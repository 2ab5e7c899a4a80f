/** What models may do while they run, and what becomes of those that do more. */
@NullMarked
package io.nagare.workflow.internal.limit;

import org.jspecify.annotations.NullMarked;
