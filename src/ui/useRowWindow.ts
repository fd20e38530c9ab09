import { useVirtualizer } from '@tanstack/react-virtual';

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

/** So much (px) is drawn beyond what is seen. */
const beyondPx = 576;
/** What is seen of a table before it is measured. */
const firstRect = { width: 0, height: 720 };

/** Which of `count` rows of one height are to be drawn in a box that scrolls, under a header as high as one row. */
export function useRowWindow(scroller: HTMLElement | null, rowHeightPx: number, count: number): RowWindow {
  // oxlint-disable-next-line react/incompatible-library -- its functions read what they give when they are called, which only a compiler that memoises would trip over
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeightPx,
    initialRect: firstRect,
    // Quick scrolling then meets rows, not gaps.
    overscan: Math.ceil(beyondPx / rowHeightPx),
    // The header takes one row's height of what the virtualiser believes to be room for rows.
    scrollPaddingEnd: rowHeightPx,
    // Drawn in React's own time: within the scroll event it would hold up the frame.
    useFlushSync: false,
  });
  const drawn = virtual.getVirtualItems();
  // The browser tells of scrolling in the next frame, which would show gaps.
  const look = () => scroller?.dispatchEvent(new Event('scroll'));
  return {
    from: drawn[0]?.index ?? 0,
    to: (drawn.at(-1)?.index ?? -1) + 1,
    scrolling: virtual.isScrolling,
    show: (index) => {
      virtual.scrollToIndex(index);
      look();
    },
    toTop: () => {
      virtual.scrollToOffset(0);
      look();
    },
  };
}
