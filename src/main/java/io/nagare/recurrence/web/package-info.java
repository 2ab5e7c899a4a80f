/** The calls by which recurring work is planned and looked at. */
@NullMarked
package io.nagare.recurrence.web;

import org.jspecify.annotations.NullMarked;
