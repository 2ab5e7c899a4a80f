/** The changes' API, with the freezes, models and boards they depend on. */
@NullMarked
package io.nagare.change.web;

import org.jspecify.annotations.NullMarked;
