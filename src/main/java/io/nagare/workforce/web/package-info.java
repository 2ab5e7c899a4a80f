/** The calls by which people say when they are away. */
@NullMarked
package io.nagare.workforce.web;

import org.jspecify.annotations.NullMarked;
