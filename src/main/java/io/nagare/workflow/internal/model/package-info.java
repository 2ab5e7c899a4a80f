/** Models as deployed: graphs, actions, forms, and which one is in force. */
@NullMarked
package io.nagare.workflow.internal.model;

import org.jspecify.annotations.NullMarked;
