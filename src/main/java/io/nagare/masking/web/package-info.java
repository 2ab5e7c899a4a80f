/** What is found in a text, in the API. */
@NullMarked
package io.nagare.masking.web;

import org.jspecify.annotations.NullMarked;
