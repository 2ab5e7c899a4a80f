/** The calls by which process owners look after their models. */
@NullMarked
package io.nagare.workflow.web;

import org.jspecify.annotations.NullMarked;
