/** The call by which people see what they may ask for. */
@NullMarked
package io.nagare.request.web;

import org.jspecify.annotations.NullMarked;
