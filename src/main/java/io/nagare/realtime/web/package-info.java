/** Live events over server-sent events and WebSocket, and presence. */
@NullMarked
package io.nagare.realtime.web;

import org.jspecify.annotations.NullMarked;
