/** People, groups and grants as the engine sees them. */
@NullMarked
package io.nagare.workflow.internal.identity;

import org.jspecify.annotations.NullMarked;
