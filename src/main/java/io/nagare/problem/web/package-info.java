/** The problems' API. */
@NullMarked
package io.nagare.problem.web;

import org.jspecify.annotations.NullMarked;
