@NullMarked
package io.nagare.request;

import org.jspecify.annotations.NullMarked;
