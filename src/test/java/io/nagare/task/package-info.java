/** Parts of tickets that other teams do. */
@NullMarked
package io.nagare.task;

import org.jspecify.annotations.NullMarked;
