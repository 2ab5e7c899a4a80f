/** What hears of each step of every model. */
@NullMarked
package io.nagare.workflow.internal.listener;

import org.jspecify.annotations.NullMarked;
