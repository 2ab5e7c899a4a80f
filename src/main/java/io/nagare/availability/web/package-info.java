/** The calls about outages and availability. */
@NullMarked
package io.nagare.availability.web;

import org.jspecify.annotations.NullMarked;
