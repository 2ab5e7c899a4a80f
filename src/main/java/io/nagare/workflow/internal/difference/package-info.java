/** What is otherwise in another version of a model, in sentences for its owner. */
@NullMarked
package io.nagare.workflow.internal.difference;

import org.jspecify.annotations.NullMarked;
