/** The calls by which models are tried. */
@NullMarked
package io.nagare.trial.web;

import org.jspecify.annotations.NullMarked;
