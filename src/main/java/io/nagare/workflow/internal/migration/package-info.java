/** Brings running tickets along to another version of their model, and back. */
@NullMarked
package io.nagare.workflow.internal.migration;

import org.jspecify.annotations.NullMarked;
