import { useEffect, useState, type RefObject } from 'react';
import { usePainted } from './usePainted.ts';

/** The part of a long list that is drawn: the rows `from` up to but not including `to`. */
interface RowWindow {
  from: number;
  to: number;
  /** Scrolling goes on. */
  scrolling: boolean;
  /** Scrolls no further than needed to see a row. */
  show: (index: number) => void;
  toTop: () => void;
}

/** So much (px) is drawn beyond what is seen: quick scrolling then meets rows, not gaps. */
const beyondPx = 576;
/** The window moves by so many rows at once: to draw each row by itself takes a frame for each. */
const step = 4;
/** Without another event for so long (ms), scrolling has ended. */
const stillMs = 150;

/** Rows that fill a box of this height from this place on, with so much (px) beyond on both sides. */
export function rowsInView(
  { scrollTop, height }: { scrollTop: number; height: number },
  rowPx: number,
  count: number,
): { from: number; to: number } {
  const beyond = Math.ceil(beyondPx / rowPx);
  const first = Math.floor(scrollTop / rowPx / step) * step;
  const to = Math.min(count, first + Math.ceil(height / rowPx) + step + beyond);
  return { from: Math.max(0, Math.min(first - beyond, to - 1)), to };
}

/** Rows that fill a box of this height that is not scrolled, and none beyond: what nobody sees yet can wait. */
export function rowsAtFirst(height: number, rowPx: number, count: number): { from: number; to: number } {
  return { from: 0, to: Math.min(count, Math.ceil(height / rowPx)) };
}

/**
 * Which of `count` rows of one height are to be drawn in a box that scrolls and is at most `height` px high, under a header
 * at most as high as one row. None while its height is not known; at first only those in view.
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  height: number,
  rowPx: number,
  count: number,
): RowWindow {
  const [scrollTop, setScrollTop] = useState(0);
  const [scrolling, setScrolling] = useState(false);
  const painted = usePainted();

  // Not in a layout effect, which runs before the box around it is there.
  useEffect(() => {
    const box = scroller.current;
    if (!box) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const scrolled = (): void => {
      setScrollTop(Math.floor(box.scrollTop / rowPx / step) * step * rowPx);
      setScrolling(true);
      clearTimeout(timer);
      timer = setTimeout(() => setScrolling(false), stillMs);
    };
    box.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      clearTimeout(timer);
      box.removeEventListener('scroll', scrolled);
    };
  }, [scroller, rowPx]);

  const scrollTo = (top: number): void => {
    const box = scroller.current;
    if (!box || box.scrollTop === top) return;
    box.scrollTo(box.scrollLeft, top);
    // The browser tells of it in the next frame, which would show gaps.
    box.dispatchEvent(new Event('scroll'));
  };
  return {
    ...(height === 0 || (!painted && scrollTop === 0)
      ? rowsAtFirst(height, rowPx, count)
      : rowsInView({ scrollTop, height }, rowPx, count)),
    scrolling,
    show: (index) => {
      const box = scroller.current;
      if (!box) return;
      // The header lies over the first row's height of the box.
      const least = (index + 2) * rowPx - box.clientHeight;
      scrollTo(Math.max(least, Math.min(index * rowPx, box.scrollTop)));
    },
    toTop: () => scrollTo(0),
  };
}
