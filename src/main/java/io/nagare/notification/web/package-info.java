/** The calls through which people read what they were told. */
@NullMarked
package io.nagare.notification.web;

import org.jspecify.annotations.NullMarked;
