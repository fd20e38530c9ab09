import { useLayoutEffect, useState } from 'react';

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

/** Rows that fill a box of this height from this place on, with what is drawn beyond on both sides. */
export function rowsInView(
  box: { scrollTop: number; clientHeight: number },
  rowPx: number,
  count: number,
): { from: number; to: number } {
  const beyond = Math.ceil(beyondPx / rowPx);
  const first = Math.floor(box.scrollTop / rowPx / step) * step;
  const to = Math.min(count, first + Math.ceil(box.clientHeight / rowPx) + step + beyond);
  return { from: Math.max(0, Math.min(first - beyond, to - 1)), to };
}

/**
 * Which of `count` rows of one height are to be drawn in a box that scrolls, under a header at most as high as one row. None
 * before there is a box.
 */
export function useRowWindow(scroller: HTMLElement | null, rowPx: number, count: number): RowWindow {
  const [box, setBox] = useState({ scrollTop: 0, clientHeight: 0 });
  const [scrolling, setScrolling] = useState(false);

  useLayoutEffect(() => {
    if (!scroller) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      const { clientHeight } = scroller;
      const scrollTop = Math.floor(scroller.scrollTop / rowPx / step) * step * rowPx;
      setBox((before) =>
        before.scrollTop === scrollTop && before.clientHeight === clientHeight ? before : { scrollTop, clientHeight },
      );
    };
    const scrolled = (): void => {
      look();
      setScrolling(true);
      clearTimeout(timer);
      timer = setTimeout(() => setScrolling(false), stillMs);
    };
    look();
    scroller.addEventListener('scroll', scrolled, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(scroller);
    return () => {
      clearTimeout(timer);
      scroller.removeEventListener('scroll', scrolled);
      observer.disconnect();
    };
  }, [scroller, rowPx]);

  const scrollTo = (top: number): void => {
    if (!scroller || scroller.scrollTop === top) return;
    scroller.scrollTo(scroller.scrollLeft, top);
    // The browser tells of it in the next frame, which would show gaps.
    scroller.dispatchEvent(new Event('scroll'));
  };
  return {
    ...(scroller === null ? { from: 0, to: 0 } : rowsInView(box, rowPx, count)),
    scrolling,
    show: (index) => {
      if (!scroller) return;
      // The header lies over the first row's height of the box.
      const least = (index + 2) * rowPx - scroller.clientHeight;
      scrollTo(Math.max(least, Math.min(index * rowPx, scroller.scrollTop)));
    },
    toTop: () => scrollTo(0),
  };
}
