/** The tasks' API. */
@NullMarked
package io.nagare.task.web;

import org.jspecify.annotations.NullMarked;
