/** The calls by which a person's data are handed out and forgotten. */
@NullMarked
package io.nagare.privacy.web;

import org.jspecify.annotations.NullMarked;
