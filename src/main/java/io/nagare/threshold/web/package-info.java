/** What figures are beyond, in the API. */
@NullMarked
package io.nagare.threshold.web;

import org.jspecify.annotations.NullMarked;
