/** The page behind the link that reporters get, and the same in the API. */
@NullMarked
package io.nagare.satisfaction.web;

import org.jspecify.annotations.NullMarked;
