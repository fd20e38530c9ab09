import type { PointerEvent } from 'react';

/** A hand that holds still moves this far, in pixels. */
const still = 4;

/** What cannot be pressed now: its press must not count once it can. */
const isBlocked = (button: HTMLButtonElement) => button.disabled || button.ariaDisabled === 'true';

/**
 * For `onPointerDown` around buttons below content that may still grow: when it does so between press and release, the
 * browser gives the click to what is around both places, and the press would be lost. A pointer that was moved away before
 * its release still presses nothing, nor does a press of a button that is blocked, and one press never makes two clicks.
 */
export function keepPress({ target, button: which, clientX, clientY }: PointerEvent): void {
  const button = target instanceof Element ? target.closest('button') : null;
  if (button === null || which !== 0 || isBlocked(button)) return;
  const ended = new AbortController();
  const options = { capture: true, signal: ended.signal };
  const stop = (): void => ended.abort();
  const onClick = (click: MouseEvent): void => {
    stop();
    const moved = Math.hypot(click.clientX - clientX, click.clientY - clientY) > still;
    // Seen from the window, everything in a shadow root is its host.
    const arrived = click.composedPath().includes(button);
    if (moved || arrived || !button.isConnected || isBlocked(button)) return;
    click.preventDefault();
    click.stopPropagation();
    button.click();
  };
  window.addEventListener('click', onClick, options);
  // Without a click there was none to lose. The press that is under way now has passed the window already.
  for (const next of ['pointerdown', 'pointercancel', 'keydown']) window.addEventListener(next, stop, options);
}
