import { useSyncExternalStore } from 'react';

const KEY = 'nagare.keys';
const OFF = 'off';

const listeners = new Set<() => void>();

/** Whether a single letter does something; whoever speaks to the computer turns that off. */
export function areSingleKeysOn(): boolean {
  return localStorage.getItem(KEY) !== OFF;
}

function turnSingleKeys(on: boolean) {
  if (on) {
    localStorage.removeItem(KEY);
  } else {
    localStorage.setItem(KEY, OFF);
  }
  listeners.forEach((tell) => tell());
}

function listen(tell: () => void) {
  listeners.add(tell);
  return () => void listeners.delete(tell);
}

export function useSingleKeys(): [on: boolean, turn: (on: boolean) => void] {
  return [useSyncExternalStore(listen, areSingleKeysOn), turnSingleKeys];
}
